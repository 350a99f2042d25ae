import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { buildFaultEngine } from '../helpers/fault-engine-build';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/*
 * Reliability rows A1 to A4: kill -9 at named points. What is committed before the reply is the journal's record
 * (decisions/0006). A page does not wait for the disk, so "between commit and page" is a channel that has not shown it
 * yet.
 */
type ApiPage = { readonly reason: string; readonly delivery: { readonly state: string } };

let program = '';
let team: TemporaryTeam;
let running: EngineProcess[] = [];

beforeAll(async () => {
  program = await buildFaultEngine();
}, 60_000);

afterEach(async () => {
  for (const engine of running) await engine.kill();
  running = [];
  team.remove();
});

async function start(die: string): Promise<EngineProcess> {
  const engine = await startEngineProcess(team, { program, env: { WATCHBILL_TEST_DIE: die } });
  running.push(engine);
  return engine;
}

/** Sends one event that the engine does not survive; tells whether a 2xx came back. */
async function sendIntoDeath(engine: EngineProcess): Promise<boolean> {
  const died = once(engine.child, 'exit');
  const answered = await engine.pagerDuty('trigger', 'db-down', 'Database is down').then(
    (answer) => answer.ok,
    () => false,
  );
  await died;
  return answered;
}

/** Starts a whole engine on what the dead one left; the page must be heard within five seconds of the start. */
async function restart(): Promise<EngineProcess> {
  return start('');
}

describe('kill -9', () => {
  test('A1: after the commit, before the reply: the sender sends again; one incident, count 2, paged within 5 s of the restart', async () => {
    team = temporaryTeam();
    expect(await sendIntoDeath(await start('after-commit'))).toBe(false);
    const began = Date.now();
    const engine = await restart();
    const page = await engine.hears(({ event }) => event === 'page', 5_000);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(page).toMatchObject({
      reason: expect.stringMatching(/^(firing|after-restart)$/),
      person: 'ada',
      title: 'Critical: Database is down',
    });
    expect((await engine.pagerDuty('trigger', 'db-down', 'Database is down')).status).toBe(202);
    expect(await engine.incidents()).toMatchObject([{ dedupKey: 'db-down', status: 'open', count: 2 }]);
  });

  test('A2: before the commit: no incident, no 2xx; sending again creates it', async () => {
    team = temporaryTeam();
    expect(await sendIntoDeath(await start('before-commit'))).toBe(false);
    const engine = await restart();
    expect(await engine.incidents()).toEqual([]);
    expect((await engine.pagerDuty('trigger', 'db-down')).status).toBe(202);
    expect(await engine.incidents()).toMatchObject([{ dedupKey: 'db-down', count: 1 }]);
    await engine.hears(({ event, reason }) => event === 'page' && reason === 'firing', 2_000);
  });

  test('A3: between commit and page: paged after the restart', async () => {
    team = temporaryTeam();
    const dying = await start('before-page');
    expect(await sendIntoDeath(dying)).toBe(false);
    expect(dying.said.filter(({ event }) => event === 'page')).toEqual([]);
    const engine = await restart();
    await engine.hears(({ event }) => event === 'page', 5_000);
    expect(await engine.incidents()).toMatchObject([{ dedupKey: 'db-down', count: 1 }]);
  });

  test('A4: after the page, before it is written that it was shown: paged again, never zero times', async () => {
    team = temporaryTeam();
    const dying = await start('before-delivered');
    await sendIntoDeath(dying);
    await dying.hears(({ event }) => event === 'page', 2_000);
    const engine = await restart();
    await engine.hears(({ event }) => event === 'page', 5_000);
    await expect
      .poll(async () => (await engine.get<{ pages: ApiPage[] }>('/api/v1/pages')).pages[0])
      .toMatchObject({ delivery: { state: 'delivered' } });
    expect(await engine.incidents()).toMatchObject([{ dedupKey: 'db-down', count: 1 }]);
  });

  test('a page that was acknowledged before the kill stays silent after it', async () => {
    team = temporaryTeam();
    const first = await start('');
    await first.pagerDuty('trigger', 'db-down');
    const [incident] = await first.incidents();
    expect((await first.post(`/api/v1/incidents/${incident?.id}/acknowledge`, {})).status).toBe(200);
    await first.kill('SIGKILL');
    const engine = await restart();
    expect(await engine.incidents()).toMatchObject([{ status: 'acknowledged', acknowledgedBy: 'ada' }]);
    expect(engine.said.filter(({ event }) => event === 'page')).toEqual([]);
  });
});
