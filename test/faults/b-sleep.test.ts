import { afterEach, describe, expect, test } from 'vitest';
import { startAlertmanager } from '../helpers/alertmanager';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { temporaryTeam } from '../helpers/temporary-team';

/* Reliability row B5: eight hours of sleep, here a process that is stopped (SIGSTOP) and goes on (SIGCONT). */
const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const pagesOf = (engine: EngineProcess) => engine.said.filter(({ event }) => event === 'page');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('sleep', () => {
  test('B5: after waking, an unanswered page rings again within 2 s, once; what was acknowledged stays silent; sources are asked at once', async () => {
    const alertmanager = await startAlertmanager();
    stops.push(() => alertmanager.stop());
    const team = temporaryTeam(`[{ id: prod, type: alertmanager, url: "${alertmanager.url}", every: 30s }]`);
    stops.push(() => team.remove());
    const engine = await startEngineProcess(team);
    stops.push(() => engine.kill());
    await engine.pagerDuty('trigger', 'unanswered');
    await engine.pagerDuty('trigger', 'answered');
    const answered = (await engine.incidents()).find(({ dedupKey }) => dedupKey === 'answered');
    await engine.post(`/api/v1/incidents/${answered?.id}/acknowledge`, {});
    await expect.poll(() => pagesOf(engine).length).toBe(2);

    engine.child.kill('SIGSTOP');
    await pause(15_000);
    // While we slept something began to fire; the next poll in the usual rhythm would be half a minute away.
    await alertmanager.fire([{ labels: { alertname: 'WhileAsleep', severity: 'critical' } }]);
    const woke = Date.now();
    engine.child.kill('SIGCONT');
    await engine.hears(({ event, reason }) => event === 'page' && reason === 'after-sleep', 2_000);
    await engine.hears(({ event, title }) => event === 'page' && title === 'Critical: WhileAsleep', 3_000);
    expect(Date.now() - woke).toBeLessThan(3_000);
    await pause(1_000);
    expect(pagesOf(engine).map(({ reason }) => reason)).toEqual([
      'firing',
      'firing',
      'after-sleep',
      'firing',
    ]);
    const metrics = await fetch(`${engine.url}/metrics`, {
      headers: { Authorization: `Bearer ${engine.token}` },
    });
    expect(metrics.status).toBe(200);
  }, 60_000);
});
