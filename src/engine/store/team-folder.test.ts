import { execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { err, ok } from '../../core/kernel/result';
import { putSource } from '../../core/team/edit';
import { newTeamFile } from '../../core/team/new-team-file';
import type { Log } from '../ports';
import { openTeamFolder, type TeamFolder, type TeamNow } from './team-folder';

const GOOD = newTeamFile({
  name: 'Payments',
  timeZone: 'Europe/London',
  person: { id: 'ada', name: 'Ada', email: '' },
});
// Longer than `until` waits, so that a failure says what the state was.
vi.setConfig({ testTimeout: 20_000 });

const quiet: Log = { info() {}, warn() {}, error() {} };

let root = '';
let folder = '';
let file = '';
const opened: TeamFolder[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watchbill-team-'));
  folder = join(root, 'team');
  file = join(folder, 'watchbill.yaml');
  await mkdir(folder);
});

afterEach(async () => {
  for (const one of opened.splice(0)) one.stop();
  // A copy of the last good file may be on its way to the disk.
  await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

async function open(options: { folder?: string; pollEvery?: number } = {}): Promise<TeamFolder> {
  const one = await openTeamFolder({
    folder,
    dataFolder: join(root, 'data'),
    log: quiet,
    settle: 20,
    pollEvery: 10_000,
    ...options,
  });
  opened.push(one);
  return one;
}

/** The next state that satisfies, asked by events, not by waiting. */
function until(one: TeamFolder, wanted: (now: TeamNow) => boolean): Promise<TeamNow> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`still ${JSON.stringify(one.current())}`)), 8000);
    const look = (now: TeamNow) => {
      if (!wanted(now)) return;
      clearTimeout(timer);
      stop();
      resolve(now);
    };
    const stop = one.onChange(look);
    look(one.current());
  });
}

describe('a team folder', () => {
  it('is read, and read again when somebody changes the file', async () => {
    await writeFile(file, GOOD);
    const one = await open();
    expect(one.current()).toMatchObject({
      team: { name: 'Payments' },
      problems: [],
      lastGood: false,
      text: GOOD,
    });
    await writeFile(file, GOOD.replace('Payments', 'Harbour'));
    await until(one, (now) => now.team.name === 'Harbour');
    await writeFile(join(folder, 'new'), GOOD.replace('Payments', 'By rename'));
    await rename(join(folder, 'new'), file);
    await until(one, (now) => now.team.name === 'By rename');
  });

  it('misses no change that comes while it looks at the one before', async () => {
    await writeFile(file, GOOD);
    const one = await open();
    // The listener is told in the middle of a look: the copy of the last good file is not yet written.
    for (let n = 1; n <= 12; n++) {
      await writeFile(file, GOOD.replace('Payments', `Round ${n}`));
      expect((await until(one, (now) => now.team.name === `Round ${n}`)).problems).toEqual([]);
    }
  });

  it('finds changes by looking, where nothing tells it', async () => {
    const later = join(root, 'mounted-later');
    const one = await open({ folder: later, pollEvery: 40 });
    expect(one.current()).toMatchObject({
      team: { people: [] },
      lastGood: false,
      problems: [{ message: expect.stringContaining('is not there') }],
    });
    await mkdir(later);
    await writeFile(join(later, 'watchbill.yaml'), GOOD);
    await until(one, (now) => now.team.name === 'Payments' && now.problems.length === 0);
  });

  it('keeps the last good team while the file is broken or gone, also after a restart, and never writes over it (P9)', async () => {
    await writeFile(file, GOOD);
    const one = await open();
    const broken = `${GOOD}\nsources:\n\t- broken`;
    await writeFile(file, broken);
    const now = await until(one, ({ lastGood }) => lastGood);
    expect(now).toMatchObject({ team: { name: 'Payments' }, text: broken });
    expect(now.problems[0]).toMatchObject({ level: 'error', message: expect.stringContaining('tab') });
    one.stop();
    const again = await open();
    expect(again.current()).toMatchObject({
      team: { name: 'Payments', people: [{ id: 'ada' }] },
      lastGood: true,
    });
    expect(
      await again.edit((text) => putSource(text, { id: 'ci', type: 'push', title: 'ci' })),
    ).toMatchObject({ ok: false });
    expect(await readFile(file, 'utf8')).toBe(broken);
    await rm(file);
    await until(again, ({ problems }) => problems[0]?.message.includes('is not there') ?? false);
    expect(again.current()).toMatchObject({ team: { name: 'Payments' }, lastGood: true, text: '' });
    await writeFile(file, GOOD);
    await until(again, ({ lastGood, problems }) => !lastGood && problems.length === 0);
  });

  it('does not take the last good team of another folder, nor a damaged copy', async () => {
    await writeFile(file, GOOD);
    await open();
    const other = join(root, 'other');
    await mkdir(other);
    expect((await open({ folder: other })).current()).toMatchObject({
      team: { name: 'No team yet' },
      lastGood: false,
    });
    const copy = join(root, 'data', 'last-good-watchbill.yaml');
    expect(await readFile(copy, 'utf8')).toContain(GOOD);
    await writeFile(copy, (await readFile(copy, 'utf8')).slice(0, -900));
    await writeFile(file, 'watchbill: [');
    const now = (await open()).current();
    expect(now.problems[0]?.level).toBe('error');
  });

  it('shows a half-written file to nobody', async () => {
    await writeFile(file, GOOD);
    const one = await open();
    const seen: TeamNow[] = [];
    one.onChange((now) => seen.push(now));
    const next = GOOD.replace('Payments', 'Whole');
    await writeFile(file, `${next.slice(0, 700)}\n  - {`);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await writeFile(file, next);
    await until(one, (now) => now.team.name === 'Whole');
    expect(seen.filter((now) => now.problems.length > 0)).toEqual([]);
  });

  it.each([
    [
      'a link',
      async () => {
        await writeFile(join(root, 'x'), GOOD);
        await symlink(join(root, 'x'), file);
      },
      'is a link',
    ],
    ['a dangling link', () => symlink(join(root, 'nowhere'), file), 'is a link'],
    ['a loop', () => symlink(file, file), 'is a link'],
    [
      'a pipe',
      () => {
        execFileSync('mkfifo', [file]);
        return Promise.resolve();
      },
      'is a pipe',
    ],
    ['/dev/zero', () => symlink('/dev/zero', file), 'is a link'],
    ['a folder', () => mkdir(file), 'is a folder'],
    ['5 MB', () => writeFile(file, 'x'.repeat(5_000_000)), 'larger than 1 MB'],
    ['1.1 MB', () => writeFile(file, `watchbill: 1\n#${'x'.repeat(1_100_000)}`), 'larger than 1 MB'],
    ['latin-1', () => writeFile(file, Buffer.from('watchbill: 1\nteam: caf\xe9\n', 'latin1')), 'not UTF-8'],
    ['UTF-16', () => writeFile(file, Buffer.from('watchbill: 1\n', 'utf16le')), 'not UTF-8'],
    ['nothing in it', () => writeFile(file, ''), 'is empty'],
  ])('refuses %s in place of the file, by name and without waiting (A15)', async (_, make, why) => {
    await make();
    const began = performance.now();
    const one = await open();
    expect(performance.now() - began).toBeLessThan(2000);
    expect(one.current()).toMatchObject({
      lastGood: false,
      problems: [{ level: 'error', message: expect.stringContaining(why) }],
    });
    expect((await one.edit(() => ok(GOOD))).ok).toBe(false);
  });

  it('tells of other copies that a synced folder left (F13)', async () => {
    await writeFile(file, GOOD);
    await writeFile(join(folder, "watchbill (Ada's conflicted copy).yaml"), GOOD);
    expect((await open()).current()).toMatchObject({
      lastGood: false,
      problems: [{ level: 'warning', message: expect.stringContaining("Ada's conflicted copy") }],
    });
  });
});

describe('editing the team file', () => {
  it('writes it whole, keeps its mode, and is in force at once', async () => {
    await writeFile(file, GOOD);
    await chmod(file, 0o640);
    const one = await open();
    expect(await one.edit((text) => putSource(text, { id: 'ci', type: 'push', title: 'Builds' }))).toEqual(
      ok(undefined),
    );
    expect(one.current().team.sources).toEqual([{ id: 'ci', type: 'push', title: 'Builds' }]);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['watchbill.yaml']);
  });

  it('applies itself again to what somebody else wrote in between (F13)', async () => {
    await writeFile(file, GOOD);
    const one = await open();
    let asked = 0;
    const result = await one.edit((text) => {
      asked++;
      if (asked === 1) execFileSync('sh', ['-c', `printf '# by hand\\n' >> "$0"`, file]);
      return putSource(text, { id: 'ci', type: 'push', title: 'ci' });
    });
    expect([result.ok, asked]).toEqual([true, 2]);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('# by hand\n');
    expect(text).toContain('- id: ci\n');
  });

  it('gives up where the file never stands still, leaving it alone', async () => {
    await writeFile(file, GOOD);
    const one = await open();
    let n = 0;
    const result = await one.edit((text) => {
      n++;
      execFileSync('sh', ['-c', `printf '# ${n}\\n' >> "$0"`, file]);
      return ok(text.replace('Payments', 'Lost'));
    });
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('keeps changing') });
    expect(await readFile(file, 'utf8')).toBe(`${GOOD}# 1\n# 2\n# 3\n# 4\n# 5\n`);
    expect(await readdir(folder)).toEqual(['watchbill.yaml']);
  });

  it('does one edit after another, and none that would break the file', async () => {
    await writeFile(file, GOOD);
    const one = await open();
    const results = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => one.edit((text) => putSource(text, { id, type: 'push', title: id }))),
    );
    expect(results.every(({ ok: done }) => done)).toBe(true);
    expect(one.current().team.sources.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(await one.edit((text) => ok(`${text}\n\t`))).toMatchObject({ ok: false });
    expect(await one.edit((text) => ok(text.replace('match: []', 'match: x')))).toMatchObject({
      ok: false,
      error: expect.stringContaining('would break'),
    });
    expect(await one.edit(() => err('no thanks'))).toEqual(err('no thanks'));
    expect(one.current().problems).toEqual([]);
  });
});
