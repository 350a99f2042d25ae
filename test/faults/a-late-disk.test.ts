import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { startEngineProcess } from '../helpers/engine-process';
import { temporaryTeam } from '../helpers/temporary-team';

const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' });

// Mounts need root; CI is root.
test.skipIf(process.getuid?.() !== 0)(
  'A10: a data folder that cannot be written at the start: 503 and "not storing"; when the disk comes, what it holds unanswered rings, and nothing of it is overwritten',
  async () => {
    const team = temporaryTeam();
    stops.push(() => team.remove());
    const before = await startEngineProcess(team);
    await before.pagerDuty('trigger', 'old', 'From before');
    await before.kill('SIGTERM');

    // The disk is not there yet: an empty folder that nobody can write, root included.
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
