import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { breakingDisk, canMount, type FaultDisk, faultDisk } from '../helpers/fault-disk';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';
import { checkStored } from '../soak/kills/stored-check';

/* Reliability rows A8 to A10: a disk that fills up or takes no writes under a running engine. */
const stops: Array<() => Promise<unknown> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Set = { team: TemporaryTeam; disk: FaultDisk; start(): Promise<EngineProcess> };

function onDisk(kilobytes: number): Set {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  const disk = faultDisk(team.data, kilobytes);
  stops.push(() => disk.remove());
  return {
    team,
    disk,
    async start() {
      const engine = await startEngineProcess(team);
      stops.push(() => engine.kill());
      return engine;
    },
  };
}

/** Sends alerts until one is not stored. @returns keys that were */
async function sendUntilRefused(engine: EngineProcess, from: string): Promise<string[]> {
  const stored: string[] = [];
  for (let n = 0; n < 500; n += 1) {
    const answer = await engine.pagerDuty('trigger', `${from}-${n}`);
    if (answer.status === 503) return stored;
    expect(answer.status).toBe(202);
    stored.push(`${from}-${n}`);
  }
  throw new Error('500 alerts went onto a disk that is full');
}

const storing = async (engine: EngineProcess): Promise<boolean> => {
  const answer = await fetch(`${engine.url}/metrics`, {
    headers: { Authorization: `Bearer ${engine.token}` },
  });
  return /^watchbill_storing 1$/m.test(await answer.text());
};
const storesAgain = (engine: EngineProcess, key: string) =>
  expect
    .poll(async () => (await engine.pagerDuty('trigger', key)).status, { timeout: 10_000, interval: 200 })
    .toBe(202);
const keysOf = async (engine: EngineProcess) => (await engine.incidents()).map(({ dedupKey }) => dedupKey);

describe.skipIf(!canMount)('a disk that takes nothing more', () => {
  test('A8, P2: full while alerts come: 503 and "not storing", pages go out all the same; when there is room again it stores without a restart, and no row is half', async () => {
    const { team, disk, start } = onDisk(4096);
    const engine = await start();
    disk.fill();
    const stored = await sendUntilRefused(engine, 'full');
    await expect.poll(() => storing(engine), { timeout: 2_000 }).toBe(false);
    expect((await engine.pagerDuty('trigger', 'while-full', 'While it is full')).status).toBe(503);
    await engine.hears(
      ({ event, title }) => event === 'page' && title === 'Critical: While it is full',
      2_000,
    );
    expect(engine.child.exitCode).toBeNull();

    disk.free();
    await storesAgain(engine, 'after');
    await expect.poll(() => storing(engine), { timeout: 5_000 }).toBe(true);
    // What rang while nothing was stored is stored as well by now.
    await expect
      .poll(() => keysOf(engine), { timeout: 10_000 })
      .toEqual(expect.arrayContaining([...stored, 'while-full', 'after']));
    const before = await keysOf(engine);
    await engine.kill('SIGKILL');
    const again = await start();
    expect((await keysOf(again)).toSorted()).toEqual(before.toSorted());
    await again.kill('SIGTERM');
    expect(checkStored(team.data, join(team.folder, 'copy'))).toEqual([]);
  });

  test('A9: full while the write-ahead log is folded into the file: nothing is lost, and the next start has it all', async () => {
    const { team, disk, start } = onDisk(8192);
    const engine = await start();
    const stored: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      expect((await engine.pagerDuty('trigger', `kept-${n}`)).status).toBe(202);
      stored.push(`kept-${n}`);
    }
    // Only the end of an engine folds so little: with no room to do it.
    disk.fill();
    await engine.kill('SIGTERM');
    expect(engine.child.exitCode).toBe(0);
    disk.free();
    const again = await start();
    expect((await keysOf(again)).toSorted()).toEqual(stored.toSorted());
    expect((await again.pagerDuty('trigger', 'after')).status).toBe(202);
    await again.kill('SIGTERM');
    expect(checkStored(team.data, join(team.folder, 'copy'))).toEqual([]);
  });

  test('A10: becomes read-only while it runs: 503 and "not storing", pages go out, no end of the process; a disk that takes writes in its place is used without a restart', async (context) => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    const disk = breakingDisk(team.data);
    if (!disk) return context.skip('no disk can be made of a file here');
    stops.push(() => disk.remove());
    const engine = await startEngineProcess(team);
    stops.push(() => engine.kill());
    expect((await engine.pagerDuty('trigger', 'before')).status).toBe(202);
    disk.breaks();
    expect((await engine.pagerDuty('trigger', 'broken', 'While it is broken')).status).toBe(503);
    await expect.poll(() => storing(engine), { timeout: 2_000 }).toBe(false);
    await engine.hears(
      ({ event, title }) => event === 'page' && title === 'Critical: While it is broken',
      2_000,
    );
    // It goes on trying, and nothing else.
    await new Promise((done) => setTimeout(done, 2_500));
    expect(engine.child.exitCode).toBeNull();

    disk.replace();
    await storesAgain(engine, 'after');
    await expect
      .poll(() => keysOf(engine), { timeout: 10_000 })
      .toEqual(expect.arrayContaining(['before', 'broken', 'after']));
    await engine.kill('SIGTERM');
    expect(checkStored(team.data, join(team.folder, 'copy'))).toEqual([]);
  });
});

test('A16: the data folder is deleted while it runs: what cannot be kept is answered 503 or is kept, within 30 s, and nothing of it is lost with the folder', async () => {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  expect((await engine.pagerDuty('trigger', 'before')).status).toBe(202);
  rmSync(team.data, { recursive: true });
  const gone = Date.now();
  const answered: string[] = [];
  // Whatever is answered 2xx from now on must be there for the next engine on this folder.
  await expect
    .poll(
      async () => {
        const key = `gone-${answered.length}`;
        const { status } = await engine.pagerDuty('trigger', key);
        if (status === 202) answered.push(key);
        return existsSync(join(team.data, 'watchbill.db'));
      },
      { timeout: 30_000, interval: 100 },
    )
    .toBe(true);
  expect(Date.now() - gone).toBeLessThan(30_000);
  await storesAgain(engine, 'after');
  await engine.kill('SIGKILL');
  const again = await startEngineProcess(team);
  stops.push(() => again.kill());
  expect(await keysOf(again)).toEqual(expect.arrayContaining([...answered, 'after']));
});

test('A16: another folder is put in its place while it runs: it is noticed, and alerts are stored there', async () => {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  expect((await engine.pagerDuty('trigger', 'before')).status).toBe(202);
  renameSync(team.data, `${team.data}-before`);
  mkdirSync(team.data);
  const answered: string[] = [];
  await expect
    .poll(
      async () => {
        const key = `moved-${answered.length}`;
        const { status } = await engine.pagerDuty('trigger', key);
        if (status === 202) answered.push(key);
        return existsSync(join(team.data, 'watchbill.db'));
      },
      { timeout: 30_000, interval: 100 },
    )
    .toBe(true);
  await storesAgain(engine, 'after');
  await engine.kill('SIGKILL');
  const again = await startEngineProcess(team);
  stops.push(() => again.kill());
  expect(await keysOf(again)).toEqual(expect.arrayContaining([...answered, 'after']));
});
