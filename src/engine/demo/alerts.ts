import type { Alert } from '../../core/alert/alert';
import { labelsToObject } from '../../core/alert/labels';
import type { Instant } from '../../core/time/instant';
import { prometheusAlert } from '../ingest/prometheus-alert';
import rules from './alerts.json';

/** The one sender of the demo team. */
export const DEMO_SENDER = 'demo-sender';

/** An alert that the demo can raise (ORIGIN.md says where it comes from). */
export type DemoAlert = {
  readonly name: string;
  readonly severity: string;
  readonly labels: ReadonlyArray<readonly [string, string]>;
  readonly annotations: ReadonlyArray<readonly [string, string]>;
  readonly generatorURL: string;
  /** When it comes: any time (`often`, `some`, `rare`), after a deploy, or at night. */
  readonly kind: string;
};

export const DEMO_ALERTS: readonly DemoAlert[] = rules.map((rule) => {
  const labels = Object.entries(rule.labels) as Array<[string, string]>;
  const runbook = rule.runbook === '' ? rule.runbookUrl : `runbooks/${rule.runbook}.md`;
  return {
    name: rule.labels.alertname,
    severity: rule.labels.severity,
    labels,
    annotations: [
      ['summary', rule.summary],
      ['description', rule.description],
      ...(runbook === '' ? [] : [['runbook', runbook] as const]),
    ],
    generatorURL: `https://prometheus.harbour.example/graph?g0.expr=${encodeURIComponent(`ALERTS{alertname="${rule.labels.alertname}"}`)}`,
    kind: rule.kind,
  };
});

/** @throws where there is no such alert: the stories of the demo name only those there are. */
export function demoAlert(name: string): DemoAlert {
  const found = DEMO_ALERTS.find((alert) => alert.name === name);
  if (!found) throw new Error(`the demo has no alert ${name}`);
  return found;
}

/** The alert as the listener would read it from the sender: same title, same dedup key. */
export function sighting(alert: DemoAlert, event: 'firing' | 'resolved', startsAt: Instant): Alert {
  return prometheusAlert({
    source: DEMO_SENDER,
    event,
    labels: alert.labels,
    annotations: alert.annotations,
    generatorURL: alert.generatorURL,
    fingerprint: '',
    startsAt,
    expiresAt: null,
    remark: '',
  });
}

/** What the sender posts to `/api/v2/alerts`. Times are RFC 3339 texts. */
export function posting(alert: DemoAlert, startsAt: string, endsAt: string): object {
  return {
    labels: labelsToObject(alert.labels),
    annotations: labelsToObject(alert.annotations),
    startsAt,
    endsAt,
    generatorURL: alert.generatorURL,
  };
}
