import type { Alert } from '../../core/alert/alert';
import { fingerprint } from '../../core/alert/fingerprint';
import { type Labels, labelValue } from '../../core/alert/labels';
import { readSeverity, type Severity } from '../../core/alert/severity';
import { parseLabels } from '../../core/explain/parse-labels';
import { LOCAL_SOURCE } from '../../core/kernel/ids';
import { err, ok, type Result } from '../../core/kernel/result';
import type { Instant } from '../../core/time/instant';
import { type Fields, isFields } from '../ingest/alert-fields';
import type { Format } from '../ingest/format';
import { FORMATS } from '../ingest/formats';
import { readJson } from '../ingest/read-json';
import { readAlert } from '../sources/alertmanager/read-alert';

/** Alerts that were pasted, and what they were taken for. */
export type Pasted = { readonly alerts: readonly Alert[]; readonly read: string };

/** So many of a list are explained. */
const MOST_ALERTS = 20;

/**
 * Reads an alert that somebody pasted: labels as they are typed, or JSON of any form that senders send and that
 * Alertmanager and Prometheus show, told apart by what is in it.
 */
export function readPasted(text: string, at: Instant): Result<Pasted, string> {
  const body = text.trim();
  if (!/^[[{]/.test(body) || /^\{\s*[^\s"{}[\]]+\s*=/.test(body)) {
    const labels = parseLabels(body);
    return labels.ok ? ok({ alerts: [alertOfLabels(labels.value, null)], read: 'labels' }) : labels;
  }
  const json = readJson(Buffer.from(body, 'utf8'));
  return json.ok ? readValue(json.value, at) : err(json.error.replace(/^the body/, 'the text'));
}

/** An alert of which only labels are known. */
export function alertOfLabels(labels: Labels, severity: Severity | null): Alert {
  return {
    source: LOCAL_SOURCE,
    dedupKey: fingerprint(labels),
    event: 'firing',
    title: labelValue(labels, 'alertname') || 'An alert without a name',
    description: '',
    severity: severity ?? readSeverity(labelValue(labels, 'severity') || labelValue(labels, 'priority')),
    labels,
    annotations: [],
    links: [],
    runbook: '',
    startsAt: null,
    expiresAt: null,
    suppression: null,
  };
}

function readValue(value: unknown, at: Instant): Result<Pasted, string> {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const [first] = items;
  if (!isFields(first)) return err('an alert is an object, or a list of them');
  if ('event_action' in first) return byFormat('pagerduty', "PagerDuty's Events API", first, at);
  const listed = prometheusList(first);
  if (listed) return byFormat('alertmanager-v2', 'Prometheus, its list of alerts', listed.map(asSent), at);
  if (Array.isArray(first['alerts']))
    return byFormat('alertmanager-webhook', "Alertmanager's webhook", first, at);
  if ('title' in first) return byFormat('plain', 'plain JSON', value, at);
  if (!isFields(first['labels']))
    return err(
      'no form of alert that is known here: it has neither "labels" nor "alerts", "title" or "event_action"',
    );
  const shown = items.map((item) =>
    isFields(item) && isFields(item['status']) ? readAlert(LOCAL_SOURCE, item, at) : null,
  );
  if (shown.every((alert) => alert !== null))
    return ok({
      alerts: shown.slice(0, MOST_ALERTS),
      read: `Alertmanager, its list of alerts${counted(shown.length)}`,
    });
  return byFormat('alertmanager-v2', "Alertmanager's API", items.map(asSent), at);
}

/** `GET /api/v1/alerts` of Prometheus. */
function prometheusList(value: Fields): readonly unknown[] | null {
  const data = value['data'];
  return isFields(data) && Array.isArray(data['alerts']) ? (data['alerts'] as unknown[]) : null;
}

/** Only what senders send: the rest is what the one who shows it knows. */
function asSent(item: unknown): unknown {
  if (!isFields(item)) return item;
  const { labels, annotations, generatorURL, activeAt, startsAt } = item as Record<string, unknown>;
  return { labels, annotations, generatorURL, startsAt: startsAt ?? activeAt };
}

function byFormat(id: Format['id'], title: string, body: unknown, at: Instant): Result<Pasted, string> {
  const format = FORMATS.find((each) => each.id === id) as Format;
  const read = format.read(body, { source: LOCAL_SOURCE, receivedAt: at, newKey: () => 'new' });
  if (!read.ok) return err(`${title}: ${read.error}`);
  const alerts = read.value.inputs.flatMap((input) => (input.kind === 'alertSent' ? [input.alert] : []));
  const [refused] = read.value.refused;
  if (alerts.length === 0) return err(`${title}: ${refused ?? 'there is no alert in it'}`);
  return ok({ alerts: alerts.slice(0, MOST_ALERTS), read: `${title}${counted(alerts.length)}` });
}

function counted(n: number): string {
  if (n === 1) return '';
  return n > MOST_ALERTS ? `, the first ${MOST_ALERTS} of ${n} alerts` : `, ${n} alerts`;
}
