import { afterEach, expect, test } from 'vitest';
import { startEngineProcess } from '../helpers/engine-process';
import { temporaryTeam } from '../helpers/temporary-team';

const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const BATCH = 100;

function alert(name: string, severity: string): unknown {
  return { labels: { alertname: name, severity, job: 'api' }, annotations: { summary: `${name} is broken` } };
}

test('P1, P3, D4: kill -9 while thousands that were answered wait to be decided: all are there after the next start, once each, and the critical among them rings within 5 s', async () => {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  const first = await startEngineProcess(team);
  stops.push(() => first.kill());
  const answered: string[] = [];
  const send = async (from: number): Promise<void> => {
    const names = Array.from({ length: BATCH }, (_, n) => `Warning${from + n}`);
    // The same twice within one request: one incident, count 2.
    const body = [...names, names[0] as string].map((name) => alert(name, 'warning'));
    if ((await first.post('/api/v2/alerts', body)).ok) answered.push(...names);
  };
  await Promise.all(Array.from({ length: 40 }, (_, n) => send(n * BATCH)));
  expect((await first.post('/api/v2/alerts', [alert('Burning', 'critical')])).status).toBe(200);
  const metrics = await fetch(`${first.url}/metrics`, {
    headers: { Authorization: `Bearer ${first.token}` },
  });
  const waiting = Number(/^watchbill_alerts_waiting (\d+)/m.exec(await metrics.text())?.[1]);
  await first.kill('SIGKILL');
  expect(answered).toHaveLength(40 * BATCH);
  // Else there was nothing to lose.
  expect(waiting).toBeGreaterThan(0);

  const began = Date.now();
  const second = await startEngineProcess(team);
  stops.push(() => second.kill());
  await second.hears(
    ({ event, title }) => event === 'page' && title === 'Critical: Burning is broken',
    5_000,
  );
  expect(Date.now() - began).toBeLessThan(5_000);
  await expect
    .poll(
      async () => {
        const text = await (
          await fetch(`${second.url}/metrics`, { headers: { Authorization: `Bearer ${second.token}` } })
        ).text();
        return /^watchbill_alerts_waiting (\d+)/m.exec(text)?.[1];
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe('0');
  const counts = new Map<string, number>();
  let cursor = '';
  do {
    const page = await second.get<{
      incidents: Array<{ title: string; count: number }>;
      next: string | null;
    }>(`/api/v1/incidents?status=all&limit=500${cursor}`);
    for (const { title, count } of page.incidents) {
      expect(counts.has(title)).toBe(false);
      counts.set(title, count);
    }
    cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  const wrong = answered.filter((name, n) => counts.get(`${name} is broken`) !== (n % BATCH === 0 ? 2 : 1));
  expect(wrong).toEqual([]);
  expect(counts.size).toBe(answered.length + 1);
});
