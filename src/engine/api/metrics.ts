import type { Figures } from '../ports';

/** The figures in Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). */
export function metricsText(figures: Figures, wrongTokens: number): string {
  return [
    family('watchbill_incidents', 'gauge', 'Incidents that are not resolved, by status.', [
      [{ status: 'open' }, figures.open],
      [{ status: 'acknowledged' }, figures.acknowledged],
    ]),
    family('watchbill_incidents_ringing', 'gauge', 'Incidents that page now.', [[{}, figures.ringing]]),
    family('watchbill_alerts_accepted_total', 'counter', 'Alerts taken and stored.', [
      [{}, figures.alertsAccepted],
    ]),
    family('watchbill_alerts_not_stored_total', 'counter', 'Alerts answered 503.', [
      [{}, figures.alertsNotStored],
    ]),
    family('watchbill_alerts_waiting', 'gauge', 'Alerts stored, but not in the lists yet.', [
      [{}, figures.alertsWaiting],
    ]),
    family('watchbill_payloads_unreadable_total', 'counter', 'Payloads kept as dead letters.', [
      [{}, figures.unreadable],
    ]),
    family('watchbill_requests_unauthorized_total', 'counter', 'Requests without a valid token.', [
      [{}, wrongTokens],
    ]),
    family(
      'watchbill_pages_total',
      'counter',
      'Pages by channel and what became of them.',
      figures.pages.map(({ channel, state, count }) => [{ channel, state }, count] as const),
    ),
    family('watchbill_storing', 'gauge', '1 while alerts can be stored.', [[{}, figures.storing ? 1 : 0]]),
    family(
      'watchbill_source_up',
      'gauge',
      '1 while a source answers or has sent.',
      figures.sources.map(({ id, ok }) => [{ source: id }, ok ? 1 : 0] as const),
    ),
    family(
      'watchbill_source_last_good_timestamp_seconds',
      'gauge',
      'When a source was last heard well.',
      figures.sources.flatMap(({ id, lastGoodAt }) =>
        lastGoodAt === null ? [] : [[{ source: id }, lastGoodAt / 1000] as const],
      ),
    ),
  ].join('');
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

function family(name: string, type: 'gauge' | 'counter', help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => {
    const inner = Object.entries(labels).map(([key, text]) => `${key}="${escape(text)}"`);
    return `${name}${inner.length > 0 ? `{${inner.join(',')}}` : ''} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
