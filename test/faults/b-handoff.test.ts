import { describe, type TestContext, test } from 'vitest';
import { startAlertmanager } from '../helpers/alertmanager';
import { until } from '../helpers/desktop';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { temporaryTeam } from '../helpers/temporary-team';

/* Reliability row B6: asleep (SIGSTOP) through a handoff. Ada sits there; Grace is on call until the handoff, Ada from it. */

const SECOND = 1000;
const DAY = 86_400_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const text = (at: number): string => new Date(at).toISOString();

const onCall = async (engine: EngineProcess) =>
  (await engine.get<{ oncall: Array<{ person: string | null }> }>('/api/v1/oncall')).oncall[0]?.person;
const pages = (engine: EngineProcess): string[] =>
  engine.said
    .filter(({ event }) => event === 'page')
    .map(({ reason, title }) => `${String(reason)} ${String(title).replace(/^.*: /, '')}`);

/** A desktop that knows of an alert which is Grace's, a few seconds before the handoff to Ada. */
async function beforeHandoff({ expect, onTestFinished }: TestContext) {
  const am = await startAlertmanager();
  onTestFinished(() => am.stop());
  const team = temporaryTeam();
  onTestFinished(() => team.remove());
  team.write(`watchbill: 1
team: Handoff
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    layers:
      - { id: hers, people: [ada], start: 2026-01-05T00:00, turn: 1 week }
escalations:
  - { id: all, steps: [ { page: [schedule:primary] } ] }
services:
  - { id: everything, match: [], escalation: all }
sources:
  - { id: prod, type: alertmanager, url: "${am.url}", every: 1s }
`);
  const engine = await startEngineProcess(team);
  onTestFinished(() => engine.kill());
  const fire = (alertname: string) =>
    am.fire([{ labels: { alertname, severity: 'critical' }, annotations: { summary: alertname } }]);
  const begin = Date.now();
  const handoff = begin + 15 * SECOND;
  const made = await engine.post('/api/v1/overrides', {
    schedule: 'primary',
    person: 'grace',
    start: text(begin),
    end: text(handoff),
  });
  expect(made.status).toBe(201);
  await fire('Hers');
  await until('the alert is known', async () => (await engine.incidents()).length === 1);
  expect(await onCall(engine)).toBe('grace');
  expect(pages(engine)).toEqual([]);
  return { engine, handoff, fire };
}

const sleep = async (engine: EngineProcess, from: number, to: number): Promise<void> => {
  await pause(Math.max(0, from - Date.now()));
  engine.child.kill('SIGSTOP');
  await pause(Math.max(0, to - Date.now()));
};

describe.concurrent('B6: asleep through a handoff', () => {
  test.for([
    ['long enough to be noticed as a sleep', 6 * SECOND, 8 * SECOND],
    ['for a moment', 1 * SECOND, 2 * SECOND],
  ] as const)('%s: who is on call comes from the clock, and is paged', async ([, before, after], context) => {
    const { expect } = context;
    const { engine, handoff, fire } = await beforeHandoff(context);
    await sleep(engine, handoff - before, handoff + after);
    expect(pages(engine)).toEqual([]);
    // What began to fire meanwhile is hers as well.
    await fire('Meanwhile');
    engine.child.kill('SIGCONT');
    expect(await onCall(engine)).toBe('ada');
    await expect
      .poll(() => pages(engine).sort(), { timeout: 15_000 })
      .toEqual(['firing Hers', 'firing Meanwhile']);
    const { oncall } = await engine.get<{ oncall: Array<{ until: string | null }> }>('/api/v1/oncall');
    expect(oncall[0]?.until).toBeNull();
    await pause(3 * SECOND);
    expect(pages(engine)).toHaveLength(2);
  });

  test('out of a duty: what fires afterwards is the next one’s; what rang before still wants an answer', async (context) => {
    const { expect } = context;
    const { engine, handoff, fire } = await beforeHandoff(context);
    // From the handoff on it is Ada for six seconds, then Grace for a day.
    const end = handoff + 6 * SECOND;
    const made = await engine.post('/api/v1/overrides', {
      schedule: 'primary',
      person: 'grace',
      start: text(end),
      end: text(end + DAY),
    });
    expect(made.status).toBe(201);
    await expect.poll(() => pages(engine), { timeout: 25_000 }).toEqual(['firing Hers']);
    expect(Date.now()).toBeGreaterThanOrEqual(handoff);
    await sleep(engine, 0, end + 9 * SECOND);
    await fire('Meanwhile');
    engine.child.kill('SIGCONT');
    expect(await onCall(engine)).toBe('grace');
    await until('the alert is known', async () => (await engine.incidents()).length === 2);
    await pause(3 * SECOND);
    expect(pages(engine)).toEqual(['firing Hers', 'after-sleep Hers']);
  });
});
