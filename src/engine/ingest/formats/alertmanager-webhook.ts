import { type Alert, clipText, oneLine } from '../../../core/alert/alert';
import { makeLabels } from '../../../core/alert/labels';
import { readSeverity } from '../../../core/alert/severity';
import { err, ok, type Result } from '../../../core/kernel/result';
import type { Input } from '../../../core/step/input';
import {
  type Fields,
  firstText,
  givenStart,
  isFields,
  keyText,
  linkTo,
  pairsOf,
  text,
  unusableTimes,
} from '../alert-fields';
import type { Format, ReadingContext } from '../format';
import { prometheusAlert } from '../prometheus-alert';

/**
 * Alertmanager's webhook, version 4 (prometheus.io/docs/alerting/latest/configuration, "webhook_config"), and what
 * imitates it (Grafana's contact point). Each alert of a group is read by itself, by its own status and fingerprint:
 * its `endsAt` is not looked at, for it is 0001-01-01 while an alert fires.
 */
export const alertmanagerWebhook: Format = {
  id: 'alertmanager-webhook',
  title: 'Alertmanager, as a webhook',
  route: '/api/v1/ingest/alertmanager',
  read(body, context) {
    if (!isFields(body)) return err('an object is expected');
    const alerts = body['alerts'];
    if (!Array.isArray(alerts)) return err('"alerts" must be a list');
    if (alerts.length === 0) {
      const group = emptyGroup(body, context);
      return group.ok ? ok({ inputs: [group.value], refused: [], answer: TAKEN }) : group;
    }
    const inputs: Input[] = [];
    const refused: string[] = [];
    const remark = aboutCut(body);
    for (const [index, item] of (alerts as unknown[]).entries()) {
      const alert = readOne(item, remark, context);
      if (alert.ok) inputs.push(alert.value);
      else refused.push(`alert ${index + 1} of ${alerts.length}: ${alert.error}`);
    }
    return ok({ inputs, refused, answer: TAKEN });
  },
};

const TAKEN = { status: 200, body: {} } as const;

function readOne(item: unknown, remark: string, context: ReadingContext): Result<Input, string> {
  if (!isFields(item)) return err('it is not an object');
  const labels = pairsOf(item['labels']).filter(([, value]) => value !== '');
  const fingerprint = keyText(item['fingerprint']) ?? '';
  if (labels.length === 0 && fingerprint === '') return err('it has neither labels nor a fingerprint');
  const start = givenStart(item['startsAt'], context.receivedAt);
  const alert = prometheusAlert({
    source: context.source,
    event: item['status'] === 'resolved' ? 'resolved' : 'firing',
    labels,
    annotations: [...pairsOf(item['annotations']), ...unusableTimes({ startsAt: start })],
    generatorURL: item['generatorURL'],
    fingerprint,
    startsAt: start.at,
    expiresAt: null,
    remark,
  });
  return ok({ kind: 'alertSent', alert });
}

/** A group that names no alert at all still says that something is wrong: one incident for the group. */
function emptyGroup(body: Fields, context: ReadingContext): Result<Input, string> {
  const key = keyText(body['groupKey']);
  if (key === null) return err('there are no alerts and no groupKey');
  const receiver = firstText(body['receiver'], 'Alertmanager');
  const labels = makeLabels([...pairsOf(body['groupLabels']), ...pairsOf(body['commonLabels'])]);
  const annotations = pairsOf(body['commonAnnotations']);
  const alert: Alert = {
    source: context.source,
    dedupKey: key,
    event: body['status'] === 'resolved' ? 'resolved' : 'firing',
    title: oneLine(`Alert from ${receiver}`),
    description: clipText(`${receiver} sent a webhook without any alerts or other information.`),
    severity: readSeverity(new Map(labels).get('severity')),
    labels,
    annotations: makeLabels(annotations),
    links: linkTo('Alertmanager', body['externalURL']),
    runbook: '',
    startsAt: null,
    expiresAt: null,
    suppression: null,
  };
  return ok({ kind: 'alertSent', alert });
}

/** `max_alerts` made the sender leave alerts out: nobody must think that these are all. */
function aboutCut(body: Fields): string {
  const cut = body['truncatedAlerts'];
  if (typeof cut !== 'number' || !(cut > 0)) return '';
  const where = text(body['externalURL']);
  return `The sender left out ${cut} more ${cut === 1 ? 'alert' : 'alerts'} of this group (max_alerts)${where === '' ? '' : `: see ${where}`}.`;
}
