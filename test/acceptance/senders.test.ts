import { afterEach, describe, expect, test } from 'vitest';
import { startAlertmanager } from '../helpers/alertmanager';
import { type EngineProcess, startEngineProcess } from '../helpers/engine-process';
import { startPrometheus } from '../helpers/prometheus';
import { temporaryTeam } from '../helpers/temporary-team';

/* Senders that know nothing of Watchbill: only an address and a token were changed. */
const stops: Array<() => Promise<unknown> | void> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function engineProcess(): Promise<EngineProcess> {
  const team = temporaryTeam();
  stops.push(() => team.remove());
  const engine = await startEngineProcess(team);
  stops.push(() => engine.kill());
  return engine;
}

describe('senders', () => {
  test('Prometheus lists Watchbill among its alertmanagers: fires, is sent again, resolves', async () => {
    const engine = await engineProcess();
    const prometheus = await startPrometheus({
      rules: [
        {
          alert: 'DiskFull',
          labels: { severity: 'warning', instance: 'db-01' },
          annotations: { summary: 'Disk of db-01 is full' },
        },
      ],
      alertmanagers: [{ address: new URL(engine.url).host, bearer: engine.token }],
    });
    stops.push(() => prometheus.stop());
    await engine.hears(
      ({ event, title }) => event === 'page' && title === 'Warning: Disk of db-01 is full',
      20_000,
    );
    await expect
      .poll(async () => (await engine.incidents())[0]?.count, { timeout: 10_000 })
      .toBeGreaterThan(1);
    expect(await engine.incidents()).toMatchObject([{ status: 'open', severity: 'warning' }]);
    await prometheus.setRules([
      { alert: 'DiskFull', expr: 'vector(1) > 2', labels: { severity: 'warning', instance: 'db-01' } },
    ]);
    await expect
      .poll(async () => (await engine.incidents())[0]?.status, { timeout: 20_000 })
      .toBe('resolved');
    expect(engine.said.filter(({ event }) => event === 'page')).toHaveLength(1);
  });

  test("Alertmanager's own PagerDuty notifier and webhook, pointed at us", async () => {
    const engine = await engineProcess();
    const am = await startAlertmanager({
      config: JSON.stringify({
        route: {
          receiver: 'pd',
          group_by: ['alertname'],
          group_wait: '0s',
          group_interval: '1s',
          repeat_interval: '1h',
          routes: [{ receiver: 'pd', continue: true }, { receiver: 'hook' }],
        },
        receivers: [
          { name: 'pd', pagerduty_configs: [{ routing_key: engine.token, url: `${engine.url}/v2/enqueue` }] },
          {
            name: 'hook',
            webhook_configs: [
              {
                url: `${engine.url}/api/v1/ingest/alertmanager`,
                send_resolved: true,
                http_config: { authorization: { credentials: engine.token } },
              },
            ],
          },
        ],
      }),
    });
    stops.push(() => am.stop());
    const labels = { alertname: 'RedisDown', severity: 'critical', instance: 'redis-01' };
    await am.fire([{ labels, annotations: { summary: 'Redis is down' } }]);
    await expect
      .poll(
        async () =>
          (await engine.incidents('open')).map(({ title }) => title).toSorted((a, b) => (a < b ? -1 : 1)),
        {
          timeout: 20_000,
        },
      )
      .toEqual(['Redis is down', expect.stringContaining('[FIRING:1] RedisDown')]);
    await am.resolve(labels);
    await expect
      .poll(async () => (await engine.incidents()).map(({ status }) => status), { timeout: 20_000 })
      .toEqual(['resolved', 'resolved']);
  });
});
