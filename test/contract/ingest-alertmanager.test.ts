import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAlertmanager, startAlertmanager } from '../helpers/alertmanager';
import { type Desk, fixture, openDesk } from './ingest-desk';

/* Our POST /api/v2/alerts beside the real one: the same bodies, sent to both. */
let real: RunningAlertmanager;
let desk: Desk;
beforeAll(async () => {
  [real, desk] = await Promise.all([startAlertmanager(), openDesk()]);
});
afterAll(async () => {
  await Promise.all([real.stop(), desk.listener.stop()]);
});

async function both(body: string): Promise<{ real: boolean; ours: boolean }> {
  const [theirs, ours] = await Promise.all([
    fetch(`${real.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    }),
    desk.post('/api/v2/alerts', body),
  ]);
  await Promise.all([theirs.text(), ours.text()]);
  return { real: theirs.ok, ours: ours.ok };
}

const later = new Date(Date.now() + 600_000).toISOString();

describe('POST /api/v2/alerts, beside a real Alertmanager', () => {
  it.each([
    '[]',
    'null',
    '{}',
    '"x"',
    '[{"labels":{"a":"b"}',
    '[{"annotations":{}}]',
    '[{"labels":{}}]',
    '[{"labels":{"a":""}}]',
    '[{"labels":{"a":1}}]',
    '[{"labels":[]}]',
    '[{"labels":{"alertname":"plain"}}]',
    '[{"labels":{"alertname":"two"}},{"labels":{"x":""}}]',
    '[{"labels":{"a":"b"},"annotations":{"summary":7}}]',
    '[{"labels":{"a":"b"},"startsAt":"2026-01-02T00:00:00Z","endsAt":"2026-01-01T00:00:00Z"}]',
    `[{"labels":{"a":"end"},"endsAt":"${later}"}]`,
    '[{"labels":{"__proto__":"x","constructor":"y"}}]',
    '[{"labels":{"a":"nul\\u0000"},"annotations":{"a":"\\u202e"}}]',
    '[{"labels":{"a":"half \\ud800"}}]',
    '[{"labels":{"a":"b","a":"c"}}]',
    '[{"labels":{"a":"zero"},"endsAt":"0001-01-01T00:00:00Z"}]',
  ])('%s is taken or refused by both', async (body) => {
    const answers = await both(body);
    expect(answers.ours).toBe(answers.real);
  });

  it.each([
    [
      'a name as Prometheus 3 writes it, which Alertmanager takes since 0.27',
      '[{"labels":{"service.name":"x"}}]',
    ],
    ['a time that is none: a page is worth more', '[{"labels":{"a":"b"},"startsAt":"yesterday"}]'],
    ['an address that is none', '[{"labels":{"a":"b"},"generatorURL":"no address"}]'],
  ])('we take %s', async (_what, body) => {
    expect(await both(body)).toEqual({ real: false, ours: true });
  });

  it('the same alerts have the same keys, labels and ends as there', async () => {
    desk.inputs.length = 0;
    const groups = [
      fixture('alertmanager/webhook-v4-firing-3-KubernetesPodNotHealthy.json'),
      ...(fixture('alertmanager/hostile-but-genuine.json') as unknown[]),
    ] as Array<{ alerts: object[] }>;
    const alerts = groups
      .flatMap((group) => group.alerts)
      .map((alert) => ({ ...alert, generatorURL: undefined, endsAt: later }));
    expect(await both(JSON.stringify(alerts))).toEqual({ real: true, ours: true });
    const theirs = (await (await fetch(`${real.url}/api/v2/alerts`)).json()) as Array<{
      fingerprint: string;
      labels: Record<string, string>;
      endsAt: string;
    }>;
    const byKey = new Map(theirs.map((alert) => [alert.fingerprint, alert]));
    expect(desk.alerts()).toHaveLength(alerts.length);
    for (const alert of desk.alerts()) {
      const same = byKey.get(alert.dedupKey);
      expect(same, alert.title).toBeDefined();
      expect(Object.entries(same!.labels).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual(alert.labels);
      expect(Date.parse(same!.endsAt)).toBe(alert.expiresAt);
    }
  });
});
