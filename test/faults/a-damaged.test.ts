import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/engine/store/sqlite';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { checkStored } from '../soak/kills/stored-check';

/* Reliability rows A11, A15: whatever stands in the place of the database, the pager starts and stores. */
const stops: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(team: TemporaryTeam): Promise<EngineProcess> {
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  return engine;
}

/** Folders with twenty alerts: of an engine that ended in order, and of one that left its write-ahead log over. */
const models = new Map<'SIGTERM' | 'SIGKILL', TemporaryTeam>();
afterAll(() => {
  for (const team of models.values()) team.remove();
});

async function filled(how: 'SIGTERM' | 'SIGKILL'): Promise<TemporaryTeam> {
  let model = models.get(how);
  if (!model) {
    model = temporaryTeam();
    models.set(how, model);
    const engine = await start(model);
    for (let n = 0; n < OLD; n += 1) expect((await engine.pagerDuty('trigger', `old-${n}`)).status).toBe(202);
    await engine.kill(how);
  }
  const team = temporaryTeam();
  stops.push(() => team.remove());
  cpSync(model.data, team.data, { recursive: true });
  return team;
}

const OLD = 20;
const database = (team: TemporaryTeam): string => join(team.data, 'watchbill.db');
const asides = (team: TemporaryTeam): string[] =>
  readdirSync(team.data).filter((name) => /^watchbill\.db\.corrupt-[^.]+Z$/.test(name));

/** Starts on it: within ten seconds an alert is stored, and again after the next start. @returns what it holds of old */
async function storesWithin10s(team: TemporaryTeam): Promise<number> {
  const began = Date.now();
  const engine = await start(team);
  await expect
    .poll(async () => (await engine.pagerDuty('trigger', 'new')).status, { timeout: 9_000, interval: 100 })
    .toBe(202);
  expect(Date.now() - began).toBeLessThan(10_000);
  for (let n = 0; n < 10; n += 1) {
    const answer = await engine.pagerDuty('trigger', `later-${n}`);
    // Damage deep inside may be found only now; then it is told, and its sender sends again.
    if (answer.status === 503)
      await expect
        .poll(async () => (await engine.pagerDuty('trigger', `later-${n}`)).status, { timeout: 9_000 })
        .toBe(202);
  }
  await engine.kill('SIGKILL');
  const again = await start(team);
  const keys = (await again.incidents()).map(({ dedupKey }) => dedupKey);
  expect(keys).toEqual(
    expect.arrayContaining(['new', ...Array.from({ length: 10 }, (_, n) => `later-${n}`)]),
  );
  await again.kill('SIGTERM');
  return keys.filter((key) => key.startsWith('old-')).length;
}

describe('A11: a damaged database is kept aside, and ingest works within 10 s', () => {
  test('random bytes', async () => {
    const team = await filled('SIGTERM');
    const bytes = Buffer.from(Array.from({ length: 20_000 }, (_, n) => (n * 7919) % 251));
    writeFileSync(database(team), bytes);
    await storesWithin10s(team);
    expect(asides(team)).toHaveLength(1);
    expect(readFileSync(join(team.data, asides(team)[0] as string)).equals(bytes)).toBe(true);
    expect(checkStored(team.data, join(team.folder, 'copy'))).toEqual([]);
  });

  test('cut in half', async () => {
    const team = await filled('SIGTERM');
    const whole = readFileSync(database(team));
    truncateSync(database(team), Math.floor(whole.length / 2));
    const half = readFileSync(database(team));
    await storesWithin10s(team);
    expect(asides(team)).toHaveLength(1);
    expect(readFileSync(join(team.data, asides(team)[0] as string)).equals(half)).toBe(true);
  });

  test('0 bytes: begun anew, there is nothing to keep', async () => {
    const team = await filled('SIGTERM');
    truncateSync(database(team), 0);
    expect(await storesWithin10s(team)).toBe(0);
  });

  test('a flipped byte in page 3', async () => {
    const team = await filled('SIGTERM');
    const bytes = readFileSync(database(team));
    bytes[2 * 4096] = (bytes[2 * 4096] as number) ^ 0xff;
    writeFileSync(database(team), bytes);
    // Where nothing stands on that page it does no harm; else it is found, now or when it is written to.
    const old = await storesWithin10s(team);
    expect(old === OLD || asides(team).length === 1).toBe(true);
  });

  test('its write-ahead log deleted: what was only there is gone, what is in the file counts', async () => {
    const team = await filled('SIGKILL');
    rmSync(`${database(team)}-wal`);
    await storesWithin10s(team);
    expect(checkStored(team.data, join(team.folder, 'copy'))).toEqual([]);
  });

  test('the write-ahead log of another database', async () => {
    const team = await filled('SIGTERM');
    const other = await filled('SIGKILL');
    copyFileSync(`${database(other)}-wal`, `${database(team)}-wal`);
    await storesWithin10s(team);
    expect(checkStored(team.data, join(team.folder, 'copy'))).toEqual([]);
  });

  test('a directory in its place, with something in it', async () => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    mkdirSync(join(database(team), 'inside'), { recursive: true });
    writeFileSync(join(database(team), 'inside', 'note'), 'mine');
    await storesWithin10s(team);
    expect(readFileSync(join(team.data, asides(team)[0] as string, 'inside', 'note'), 'utf8')).toBe('mine');
  });

  test('locked by another process: 503 while it is, nothing put aside, and stored when it lets go', async () => {
    const team = await filled('SIGTERM');
    const engine = await start(team);
    const other = new Database(database(team));
    other.exec('PRAGMA busy_timeout = 2000; BEGIN IMMEDIATE');
    const locked = await engine.pagerDuty('trigger', 'while-locked');
    expect([202, 503]).toContain(locked.status);
    await engine.hears(({ event, title }) => event === 'page' && title === 'Critical: while-locked', 2_000);
    other.exec('ROLLBACK');
    other.close();
    await expect
      .poll(async () => (await engine.pagerDuty('trigger', 'while-locked')).status, { timeout: 20_000 })
      .toBe(202);
    const [incident] = (await engine.incidents()).filter(({ dedupKey }) => dedupKey === 'while-locked');
    expect(incident?.status).toBe('open');
    await engine.kill('SIGTERM');
    expect(asides(team)).toEqual([]);
    expect(checkStored(team.data, join(team.folder, 'copy'))).toEqual([]);
  }, 60_000);
});

describe.skipIf(process.platform === 'win32')('A15: only a plain file is the database', () => {
  const stands = (name: string, put: (file: string) => void) => [name, put] as const;
  test.for([
    stands('a link to /etc/passwd', (file) => symlinkSync('/etc/passwd', file)),
    stands('a link to /dev/zero', (file) => symlinkSync('/dev/zero', file)),
    stands('a link that leads nowhere', (file) => symlinkSync(`${file}-nowhere`, file)),
    stands('a link to itself', (file) => symlinkSync(file, file)),
    stands('a named pipe', (file) => void execFileSync('mkfifo', [file])),
  ])('%s is put aside, never written to, and nothing waits for it', async ([, put]) => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    mkdirSync(team.data, { recursive: true });
    put(database(team));
    const passwd = readFileSync('/etc/passwd');
    await storesWithin10s(team);
    expect(asides(team)).toHaveLength(1);
    expect(readFileSync('/etc/passwd').equals(passwd)).toBe(true);
    expect(existsSync(`${database(team)}-nowhere`)).toBe(false);
  });

  test.for([
    stands('a link to /dev/zero', (file) => symlinkSync('/dev/zero', file)),
    stands('a named pipe', (file) => void execFileSync('mkfifo', [file])),
    stands('a directory', (file) => mkdirSync(file)),
    stands('a gigabyte of nothing', (file) => {
      writeFileSync(file, '');
      truncateSync(file, 1e9);
    }),
  ])('%s in place of the small files beside it', async ([, put]) => {
    const team = await filled('SIGTERM');
    for (const name of [
      'desktop.json',
      'secrets.json',
      'rota-told.json',
      'calendar-subscriptions.json',
      'sync.json',
    ]) {
      const file = join(team.data, name);
      if (existsSync(file)) renameSync(file, `${file}-before`);
      put(file);
    }
    expect(await storesWithin10s(team)).toBe(OLD);
  });
});
