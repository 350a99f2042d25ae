import { type Alert, clipText, oneLine } from '../../core/alert/alert';
import { fingerprint } from '../../core/alert/fingerprint';
import { makeLabels } from '../../core/alert/labels';
import { readSeverity } from '../../core/alert/severity';
import type { SourceId } from '../../core/kernel/ids';
import type { Instant } from '../../core/time/instant';
import { firstText, linkTo, type Pair } from './alert-fields';

/** An alert as Prometheus and Alertmanager describe one. */
export type PrometheusAlert = {
  readonly source: SourceId;
  readonly event: 'firing' | 'resolved';
  readonly labels: readonly Pair[];
  readonly annotations: readonly Pair[];
  readonly generatorURL: unknown;
  /** The sender's own; '' to compute it. */
  readonly fingerprint: string;
  readonly startsAt: Instant | null;
  readonly expiresAt: Instant | null;
  /** One more sentence for the description; '' for none. */
  readonly remark: string;
};

/** Makes our alert of it, by the names that Prometheus rules use: `summary`, `description`, `runbook_url`, `severity`. */
export function prometheusAlert(given: PrometheusAlert): Alert {
  const label = (name: string) => valueOf(given.labels, name);
  const annotation = (name: string) => valueOf(given.annotations, name);
  const name = label('alertname');
  const instance = label('instance');
  const fallback = name === '' ? print(given.labels) : instance === '' ? name : `${name} (${instance})`;
  const description = firstText(annotation('description'), annotation('message'));
  return {
    source: given.source,
    dedupKey: given.fingerprint === '' ? fingerprint(byName(given.labels)) : given.fingerprint,
    event: given.event,
    // What is nothing but control characters says nothing.
    title: oneLine(annotation('summary')) || oneLine(fallback) || 'An alert without a name',
    description: clipText(given.remark === '' ? description : `${description}\n\n${given.remark}`.trim()),
    severity: readSeverity(firstText(label('severity'), label('priority'))),
    labels: makeLabels(given.labels),
    annotations: makeLabels(given.annotations),
    links: [
      ...linkTo('Source', given.generatorURL),
      ...linkTo('Dashboard', firstText(annotation('dashboard_url'), annotation('dashboard'))),
    ],
    runbook: firstText(annotation('runbook_url'), annotation('runbook')).trim().slice(0, 4096),
    startsAt: given.startsAt,
    expiresAt: given.expiresAt,
    suppression: null,
  };
}

function valueOf(pairs: readonly Pair[], name: string): string {
  for (const [key, value] of pairs) if (key === name) return value;
  return '';
}

/** Over all labels, before any cut: two alerts that differ in a label that is not kept are still two. */
function byName(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** `{job="node", zone="a"}`, for an alert without a name. */
function print(pairs: readonly Pair[]): string {
  return `{${byName(pairs)
    .slice(0, 20)
    .map(([name, value]) => `${name}=${JSON.stringify(value.slice(0, 200))}`)
    .join(', ')}}`;
}
