import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' });

/** An engine that stored an alert, and again on an empty folder that nobody can write, root included: the disk comes late. */
async function startWithoutDisk(team: TemporaryTeam): Promise<{ engine: EngineProcess; disk: string }> {
  const before = await startEngineProcess(team);
  await before.pagerDuty('trigger', 'old', 'From before');
  await before.kill('SIGTERM');
  const disk = `${team.data}-disk`;
  renameSync(team.data, disk);
  mkdirSync(team.data);
  run('chattr', '+i', team.data);
  stops.push(() => {
    run('sh', '-c', `umount '${team.data}' 2>/dev/null; chattr -i '${team.data}'`);
    rmSync(disk, { recursive: true, force: true });
  });
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  return { engine, disk };
}

// Mounts need root; CI is root.
test.skipIf(process.getuid?.() !== 0)(
  'A10: a data folder that cannot be written at the start: 503 and "not storing"; when the disk comes, what it holds unanswered rings, and nothing of it is overwritten',
  async () => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    const { engine, disk } = await startWithoutDisk(team);
    expect((await engine.pagerDuty('trigger', 'new', 'While nothing is stored')).status).toBe(503);
    // It pages all the same.
    await engine.hears(
      ({ event, title }) => event === 'page' && title === 'Critical: While nothing is stored',
    );
    const metrics = await fetch(`${engine.url}/metrics`, {
      headers: { Authorization: `Bearer ${engine.token}` },
    });
    expect(await metrics.text()).toContain('watchbill_storing 0');

    run('mount', '--bind', disk, team.data);
    await engine.hears(({ event, title }) => event === 'page' && title === 'Critical: From before', 8_000);
    await expect
      .poll(async () => (await engine.incidents('open')).map(({ title }) => title).toSorted(), {
        timeout: 5_000,
      })
      .toEqual(['From before', 'While nothing is stored']);
    expect((await engine.pagerDuty('trigger', 'new')).status).toBe(202);
    expect(new Set((await engine.incidents()).map(({ number }) => number)).size).toBe(2);
  },
);

test.skipIf(process.getuid?.() !== 0)(
  'A10: accepted alerts of a newer Watchbill on a disk that comes late: it pages on and refuses, leaves them as they are, and stores when they are gone',
  async () => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    const { engine, disk } = await startWithoutDisk(team);
    const newer = join(disk, 'accepted', '00000001.log');
    const bytes = Buffer.from(`${'watchbill accepted 2 fedcba9876543210'.padEnd(63)}\nin a form to come`);
    mkdirSync(join(disk, 'accepted'), { recursive: true });
    writeFileSync(newer, bytes);

    run('mount', '--bind', disk, team.data);
    // The store is back, the journal is not.
    await engine.hears(({ event, title }) => event === 'page' && title === 'Critical: From before', 8_000);
    expect((await engine.pagerDuty('trigger', 'new', 'While it is newer')).status).toBe(503);
    await engine.hears(({ event, title }) => event === 'page' && title === 'Critical: While it is newer');
    const metrics = await fetch(`${engine.url}/metrics`, {
      headers: { Authorization: `Bearer ${engine.token}` },
    });
    expect(await metrics.text()).toContain('watchbill_storing 0');
    expect(readFileSync(newer)).toEqual(bytes);

    rmSync(newer);
    await expect
      .poll(async () => (await engine.pagerDuty('trigger', 'new', 'While it is newer')).status, {
        timeout: 8_000,
      })
      .toBe(202);
    expect((await engine.incidents('open')).map(({ title }) => title).toSorted()).toEqual([
      'From before',
      'While it is newer',
    ]);
  },
);
