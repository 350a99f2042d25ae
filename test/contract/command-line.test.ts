import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLI, type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* `watchbill engine`, as somebody drives it who has nothing but a shell. */
let team: TemporaryTeam;
let running: EngineProcess[] = [];

beforeEach(() => {
  team = temporaryTeam();
});
afterEach(async () => {
  for (const engine of running) await engine.kill();
  running = [];
  team.remove();
});

async function start(): Promise<EngineProcess> {
  const engine = await startEngineProcess(team);
  running.push(engine);
  return engine;
}

async function ended(engine: EngineProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(engine.child, 'exit') as Promise<[number | null]>;
  engine.child.kill(signal);
  return (await exit)[0];
}

/** Starts one that is expected not to run. */
function refused(): Promise<{ code: unknown; out: string; err: string }> {
  const args = [CLI, 'engine', '--team', team.folder, '--data', team.data, '--me', 'ada', '--json'];
  return new Promise((done) => {
    execFile(process.execPath, args, { timeout: 20_000 }, (error, out, err) =>
      done({ code: error?.code, out, err }),
    );
  });
}

describe('watchbill engine', () => {
  test('ends well when it is told to, and is the same to its senders the next time', async () => {
    const first = await start();
    await first.pagerDuty('trigger', 'db');
    expect(await ended(first, 'SIGTERM')).toBe(0);
    const second = await start();
    expect(second.token).toBe(first.token);
    expect(await second.incidents('open')).toMatchObject([{ dedupKey: 'db' }]);
  });

  test('is alone on its data folder: a second one ends at once and says why, and the first goes on', async () => {
    const first = await start();
    const second = await refused();
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toContain(`another Watchbill is running on ${team.data}`);
    expect((await first.pagerDuty('trigger', 'db')).status).toBe(202);
    expect(await first.incidents('open')).toHaveLength(1);
  });

  test('starts again while its team folder is away, with the last good file; without one it says what is missing', async () => {
    await ended(await start(), 'SIGTERM');
    renameSync(team.folder, `${team.folder}-away`);
    try {
      const engine = await start();
      expect((await engine.pagerDuty('trigger', 'db')).status).toBe(202);
      await engine.hears(({ event, person }) => event === 'page' && person === 'ada');
      await engine.kill();
      team = { ...team, data: `${team.data}-new` };
      expect(await refused()).toMatchObject({
        code: 1,
        err: `watchbill engine: there is no folder ${team.folder}\n`,
      });
    } finally {
      renameSync(`${team.folder}-away`, team.folder);
    }
  });
});
