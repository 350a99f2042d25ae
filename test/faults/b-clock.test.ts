import { describe, type TestContext, test } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { until } from '../helpers/desktop';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type SettableClock, settableClock } from '../helpers/settable-clock';
import { temporaryTeam } from '../helpers/temporary-team';

/* Reliability rows B1 and B2: the clock of a running engine is set back, and on. Ada sits there. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const text = (at: number): string => new Date(at).toISOString();
const wall = (at: number): string => text(Math.floor(at / MINUTE) * MINUTE).slice(0, 16);

type Set = { engine: EngineProcess; am: RunningAlertmanager; clock: SettableClock };

/** @param layers of the schedule `primary`, @param steps of the escalation of everything */
async function desk(
  onTestFinished: TestContext['onTestFinished'],
  layers: string,
  steps: string,
): Promise<Set> {
  const am = await startAlertmanager();
  onTestFinished(() => am.stop());
  const team = temporaryTeam();
  onTestFinished(() => team.remove());
  team.write(`watchbill: 1
team: Clocks
timeZone: UTC
people:
  - { id: ada, name: Ada Okafor }
  - { id: grace, name: Grace Lindt }
schedules:
  - id: primary
    layers: ${layers}
escalations:
  - { id: all, steps: ${steps} }
services:
  - { id: everything, match: [], escalation: all }
sources:
  - { id: prod, type: alertmanager, url: "${am.url}", every: 1s }
`);
  const clock = settableClock();
  onTestFinished(() => clock.remove());
  const engine = await startEngineProcess(team, { env: clock.env });
  onTestFinished(() => engine.kill());
  return { engine, am, clock };
}

const fire = (am: RunningAlertmanager, alertname: string) =>
  am.fire([{ labels: { alertname, severity: 'critical' }, annotations: { summary: alertname } }]);
/** Reason and title of each page so far. */
const pages = (engine: EngineProcess): string[] =>
  engine.said
    .filter(({ event }) => event === 'page')
    .map(({ reason, title }) => `${String(reason)} ${String(title).replace(/^.*: /, '')}`);
const notices = (engine: EngineProcess): string[] =>
  engine.said.filter(({ event }) => event === 'notice').map(({ title }) => String(title));
const knows = (engine: EngineProcess, title: string) =>
  until(
    `incident "${title}"`,
    async () => (await engine.incidents()).some((one) => one.title === title),
    15_000,
  );
const onCall = async (engine: EngineProcess) =>
  (await engine.get<{ oncall: Array<{ person: string | null }> }>('/api/v1/oncall')).oncall[0]?.person;
type Facts = { facts: Array<{ kind: string; at: string; reason?: string; why?: string }> };
const storyOf = async (engine: EngineProcess, title: string) => {
  const incident = (await engine.incidents()).find((one) => one.title === title);
  return (await engine.get<Facts>(`/api/v1/incidents/${incident?.id}`)).facts;
};
const paged = async (engine: EngineProcess, title: string) =>
  (await storyOf(engine, title)).filter(({ kind }) => kind === 'paged').length;

/** Who has a day, by the rota. */
async function holders(engine: EngineProcess, day: number): Promise<Array<string | null>> {
  const { schedules } = await engine.get<{
    schedules: Array<{ shifts: Array<{ person: string | null }> }>;
  }>(`/api/v1/rota?from=${text(day)}&to=${text(day + DAY)}`);
  return [...new Set(schedules[0]?.shifts.map(({ person }) => person))];
}

/** Grace an hour ago and in an hour, Ada now; the first of ten hours was Grace's. */
const hourly = () =>
  `[ { id: hourly, people: [grace, ada], start: ${wall(Date.now() - 9.5 * HOUR)}, turn: 1 hour } ]`;
const PRIMARY = '[ { page: [schedule:primary] } ]';

describe.concurrent('B1: the clock is set back', () => {
  test('an hour: no second page; whoever is on call by the clock is paged; the log keeps its order', async ({
    expect,
    onTestFinished,
  }) => {
    const { engine, am, clock } = await desk(onTestFinished, hourly(), PRIMARY);
    await fire(am, 'Before');
    await expect.poll(() => pages(engine), { timeout: 15_000 }).toEqual(['firing Before']);
    const day = Math.floor(Date.now() / DAY) * DAY + 3 * DAY;
    const put = (person: string | null) =>
      engine.post('/api/v1/overrides', {
        schedule: 'primary',
        person,
        start: text(day),
        end: text(day + DAY),
      });
    expect((await put(null)).status).toBe(201);

    clock.off(-HOUR);
    await expect.poll(() => onCall(engine), { timeout: 10_000 }).toBe('grace');
    // What is done later wins, whatever the clock shows (hybrid logical clock).
    expect((await put('grace')).status).toBe(201);
    expect(await holders(engine, day)).toEqual(['grace']);
    // An alert of now, which by this clock begins in an hour: it is Grace's turn.
    await fire(am, 'Hers');
    await knows(engine, 'Hers');
    await pause(7 * SECOND);
    expect(pages(engine)).toEqual(['firing Before']);
    const [first] = (await engine.incidents()).filter(({ title }) => title === 'Before');
    expect(first?.status).toBe('open');

    // Two hours back nobody would have had it before: the hour before Grace's is Ada's again.
    clock.off(-2 * HOUR);
    await expect.poll(() => onCall(engine), { timeout: 10_000 }).toBe('ada');
    await expect.poll(() => pages(engine), { timeout: 15_000 }).toEqual(['firing Before', 'firing Hers']);
    await fire(am, 'Mine');
    await expect.poll(() => pages(engine), { timeout: 15_000 }).toContain('firing Mine');
    expect(pages(engine)).toHaveLength(3);
    // Facts stand in the order in which they happened.
    const story = await storyOf(engine, 'Hers');
    expect(story.map(({ kind }) => kind).filter((kind) => !['delivered', 'clockSet'].includes(kind))).toEqual(
      ['opened', 'notPaged', 'paged'],
    );
    // By the clock her duty ended and begins again; what was told once is not told again.
    expect(notices(engine).length).toBeLessThanOrEqual(5);
    expect(new Set(notices(engine)).size).toBe(notices(engine).length);
    expect(engine.errors.filter((line) => line.includes('"error"'))).toEqual([]);
  });

  test('a day, to before there was any rota: a gap, so everyone is paged, and once', async ({
    expect,
    onTestFinished,
  }) => {
    const { engine, am, clock } = await desk(onTestFinished, hourly(), PRIMARY);
    await fire(am, 'Before');
    await expect.poll(() => pages(engine), { timeout: 15_000 }).toEqual(['firing Before']);
    clock.off(-DAY);
    await expect.poll(() => onCall(engine), { timeout: 10_000 }).toBeNull();
    await fire(am, 'In the gap');
    await expect
      .poll(() => pages(engine), { timeout: 15_000 })
      .toEqual(['firing Before', 'firing In the gap']);
    const answer = await engine.post(
      `/api/v1/incidents/${(await engine.incidents())[0]?.id}/acknowledge`,
      {},
    );
    expect(answer.status).toBe(200);
    await pause(6 * SECOND);
    expect(pages(engine)).toHaveLength(2);
  });

  test('a step that is still to come is due when its seconds are over, not an hour later', async ({
    expect,
    onTestFinished,
  }) => {
    const grace = '[ { id: hers, people: [grace], start: 2026-01-05T00:00, turn: 1 day } ]';
    const steps = '[ { page: [schedule:primary] }, { after: 12s, page: [person:ada] } ]';
    const { engine, am, clock } = await desk(onTestFinished, grace, steps);
    await fire(am, 'Waiting');
    await knows(engine, 'Waiting');
    clock.off(-HOUR);
    await expect.poll(() => pages(engine), { timeout: 60_000 }).toEqual(['firing Waiting']);
    expect((await storyOf(engine, 'Waiting')).map(({ kind }) => kind)).toContain('clockSet');
    await pause(3 * SECOND);
    expect(pages(engine)).toHaveLength(1);
  });
});

describe.concurrent('B2: the clock is set on', () => {
  const STEPS =
    '[ { page: [schedule:primary] }, { after: 5m, page: [person:ada] }, { after: 5m, page: [everyone] } ]';
  const YEARS = 3653 * DAY;

  test.for([['a day', DAY] as const, ['ten years', YEARS] as const])(
    '%s: steps that are due page once; nothing ends by itself; no flood of notices',
    async ([, ahead], { expect, onTestFinished }) => {
      const grace = '[ { id: hers, people: [grace], start: 2026-01-05T00:00, turn: 1 day } ]';
      const { engine, am, clock } = await desk(onTestFinished, grace, STEPS);
      await fire(am, 'Hers');
      await knows(engine, 'Hers');
      // Sent to this desktop: it pages here at once. One is snoozed, of one the sender told an end.
      const send = (alertname: string, endsAt?: string) =>
        fetch(`${engine.url}/api/v2/alerts?token=${engine.token}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify([
            { labels: { alertname, severity: 'critical' }, annotations: { summary: alertname }, endsAt },
          ]),
        });
      await send('Sent', text(Date.now() + 10 * MINUTE));
      await engine.pagerDuty('trigger', 'Snoozed');
      await expect.poll(() => pages(engine), { timeout: 10_000 }).toEqual(['firing Sent', 'firing Snoozed']);
      const snoozed = (await engine.incidents()).find(({ title }) => title === 'Snoozed');
      expect((await engine.post(`/api/v1/incidents/${snoozed?.id}/snooze`, { for: '1h' })).status).toBe(200);
      expect(pages(engine)).toHaveLength(2);

      clock.off(ahead);
      await expect
        .poll(() => pages(engine).slice(2).sort(), { timeout: 15_000 })
        .toEqual(['after-sleep Sent', 'after-sleep Snoozed', 'firing Hers']);
      await pause(6 * SECOND);
      expect(pages(engine)).toHaveLength(5);
      expect(await paged(engine, 'Hers')).toBe(1);
      // Its sender gets its time to be heard; a polled alert is still in its source.
      expect((await engine.incidents()).map(({ status }) => status)).toEqual(['open', 'open', 'open']);
      expect(await onCall(engine)).toBe('grace');
      expect(notices(engine).length).toBeLessThanOrEqual(2);

      // What was done by the wrong clock does not outlast it: what is done when it is right again wins.
      const day = Math.floor(Date.now() / DAY) * DAY + 3 * DAY;
      const put = (person: string, from: number) =>
        engine.post('/api/v1/overrides', {
          schedule: 'primary',
          person,
          start: text(from),
          end: text(from + DAY),
        });
      const whenAhead = Math.max(day, Math.floor(clock.now() / DAY) * DAY + DAY);
      expect((await put('ada', whenAhead)).status).toBe(201);
      clock.off(0);
      await expect.poll(() => pages(engine).length, { timeout: 3000 }).toBe(5);
      expect((await put('grace', whenAhead)).status).toBe(201);
      expect(await holders(engine, whenAhead)).toEqual(['grace']);
      await fire(am, 'Afterwards');
      await knows(engine, 'Afterwards');
      expect(engine.child.exitCode).toBeNull();
      expect(engine.errors.filter((line) => line.includes('"level":"error"'))).toEqual([]);
    },
  );
});
