import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiIncident, type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { type TemporaryTeam, temporaryTeam } from '../helpers/temporary-team';

/* Reliability rows B7, B10 and B11: times that lie far off or are none, sent to a running engine. */
let team: TemporaryTeam;
let engine: EngineProcess;
beforeAll(async () => {
  team = temporaryTeam();
  engine = await startEngineProcess(team);
});
afterAll(async () => {
  await engine.kill();
  team.remove();
});

const DAY = 86_400_000;
type Told = ApiIncident & { readonly openedAt: string; readonly startsAt?: string | null };
const told = async (dedupKey: string): Promise<Told> => {
  await expect
    .poll(async () => (await engine.incidents()).some((one) => one.dedupKey === dedupKey))
    .toBe(true);
  return (await engine.incidents()).find((one) => one.dedupKey === dedupKey) as Told;
};
const pages = (id: string) => engine.said.filter((line) => line.event === 'page' && line['incident'] === id);
const send = (dedup_key: string, timestamp: unknown) =>
  engine.post('/v2/enqueue', {
    routing_key: engine.token,
    event_action: 'trigger',
    dedup_key,
    payload: { summary: dedup_key, source: 'test', severity: 'critical', timestamp },
  });

describe('B7: further off than a timer can hold', () => {
  test('a snooze until the year 9999 is refused in words, one of a week holds; neither ends now', async () => {
    await engine.pagerDuty('trigger', 'far');
    const { id } = await told('far');
    await expect.poll(() => pages(id).length).toBe(1);
    const never = await engine.post(`/api/v1/incidents/${id}/snooze`, { until: '9999-12-31T00:00:00Z' });
    expect(never.status).toBeGreaterThanOrEqual(400);
    expect(await never.text()).toContain('A snooze lasts a week at the most');
    const week = await engine.post(`/api/v1/incidents/${id}/snooze`, {
      until: new Date(Date.now() + 7 * DAY - 60_000).toISOString(),
    });
    expect(week.status).toBe(200);
    // A timer of 2^31 ms fires after one.
    await new Promise((done) => setTimeout(done, 1_500));
    expect((await told('far')).status).toBe('acknowledged');
    expect(pages(id)).toHaveLength(1);
  });

  test('an alert that ends in the year 9999, or in 30 days, goes on firing', async () => {
    const ends = ['9999-12-31T23:59:59Z', new Date(Date.now() + 30 * DAY).toISOString()];
    for (const [n, endsAt] of ends.entries()) {
      const answer = await fetch(`${engine.url}/api/v2/alerts?token=${engine.token}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify([
          {
            labels: { alertname: `Ends${n}`, severity: 'critical' },
            annotations: { summary: `Ends${n}` },
            endsAt,
          },
        ]),
      });
      expect(answer.status).toBe(200);
    }
    await new Promise((done) => setTimeout(done, 1_500));
    const open = (await engine.incidents('open')).map(({ title }) => title);
    expect(open).toEqual(expect.arrayContaining(['Ends0', 'Ends1']));
  });
});

describe('B10: times that are none', () => {
  test.for([
    ['nothing', undefined],
    ['null', null],
    ['zero', 0],
    ['before 1970', -1],
    ['words', 'not a date'],
    ['30 February', '2026-02-30T00:00:00Z'],
    ['year 1', '0001-01-01T00:00:00Z'],
    ['year 9999', '9999-12-31T00:00:00Z'],
    ['seconds', 1_795_425_502],
    ['nanoseconds', 1_795_425_502_000_000_000],
    ['without a zone', '2023-09-16 10:41:24.905'],
    ['ten years on', '2036-11-23T08:00:00Z'],
    ['an object', { a: 1 }],
  ] as const)('%s: the alert opens now, by our own clock, and pages', async ([name, timestamp]) => {
    const before = Date.now();
    expect((await send(`time-${name}`, timestamp)).status).toBe(202);
    const incident = await told(`time-${name}`);
    expect(incident.status).toBe('open');
    expect(Date.parse(incident.openedAt)).toBeGreaterThanOrEqual(before - 1);
    expect(Date.parse(incident.openedAt)).toBeLessThanOrEqual(Date.now() + 1);
    await expect.poll(() => pages(incident.id).length).toBe(1);
    expect(JSON.stringify(incident)).not.toContain('NaN');
  });
});

describe('B11: the leap second', () => {
  test('23:59:60 counts as the second before it', async () => {
    const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);
    expect((await send('leap', `${yesterday}T23:59:60Z`)).status).toBe(202);
    const { id } = await told('leap');
    const incident = await engine.get<object>(`/api/v1/incidents/${id}`);
    expect(JSON.stringify(incident)).toContain(`${yesterday}T23:59:59.000Z`);
    expect(JSON.stringify(incident)).not.toContain('time not usable');
  });

  test('23:59:61 is none, and said to be none', async () => {
    const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);
    expect((await send('no-leap', `${yesterday}T23:59:61Z`)).status).toBe(202);
    const { id } = await told('no-leap');
    const incident = await engine.get<object>(`/api/v1/incidents/${id}`);
    expect(JSON.stringify(incident)).toContain('time not usable');
    expect(JSON.stringify(incident)).toContain(`${yesterday}T23:59:61Z`);
  });
});
