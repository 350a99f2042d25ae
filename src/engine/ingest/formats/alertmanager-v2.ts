import { err, ok, type Result } from '../../../core/kernel/result';
import type { Input } from '../../../core/step/input';
import { MINUTE } from '../../../core/time/duration';
import {
  type Fields,
  givenStart,
  givenTime,
  isFields,
  type Pair,
  pairsOf,
  unusableTimes,
} from '../alert-fields';
import { json } from '../answer';
import type { Format, ReadingContext } from '../format';
import { prometheusAlert } from '../prometheus-alert';
import { skimAlerts } from './skim-alerts';

/** Alertmanager's default `resolve_timeout`: an alert sent without an end ends so long after it was last sent. */
const RESOLVE_TIMEOUT = 5 * MINUTE;

/**
 * Alertmanager's own `POST /api/v2/alerts`, as Prometheus, Loki, vmalert and others send to it: with this a Prometheus
 * can list Watchbill among its alertmanagers. As there, valid alerts are taken although others of the same request
 * are not (prometheus/alertmanager api/v2/api.go, postAlertsHandler; types.Alert.Validate).
 */
export const alertmanagerV2: Format = {
  id: 'alertmanager-v2',
  title: 'Prometheus, among its alertmanagers',
  route: '/api/v2/alerts',
  read(body, context) {
    // Go writes a list of nothing as null.
    const items: unknown = body ?? [];
    if (!Array.isArray(items)) return err('a list of alerts is expected');
    const inputs: Input[] = [];
    const refused: string[] = [];
    for (const [index, item] of (items as unknown[]).entries()) {
      const alert = readOne(item, context);
      if (alert.ok) inputs.push(alert.value);
      else refused.push(`alert ${index + 1} of ${items.length}: ${alert.error}`);
    }
    return ok({ inputs, refused, answer: { status: 200, body: {} } });
  },
  skim: skimAlerts,
  taken: json(200, {}),
  pick: (body, context, places) =>
    places.map((place) => {
      const alert = readOne((body as unknown[])[place], context);
      if (!alert.ok) throw new Error(alert.error);
      return alert.value;
    }),
};

function readOne(item: unknown, context: ReadingContext): Result<Input, string> {
  if (!isFields(item)) return err('it is not an object');
  const labels = labelSet(item, 'labels');
  if (!labels.ok) return labels;
  if (labels.value.length === 0) return err('at least one label pair required');
  const annotations = labelSet(item, 'annotations');
  if (!annotations.ok) return annotations;

  const start = givenTime(item['startsAt']);
  const end = givenTime(item['endsAt']);
  if (start.at !== null && end.at !== null && end.at < start.at)
    return err('start time must be before end time');

  const { receivedAt } = context;
  const endsAt = end.at ?? receivedAt + RESOLVE_TIMEOUT;
  const shownStart = givenStart(item['startsAt'], receivedAt);
  const event = endsAt > receivedAt ? 'firing' : 'resolved';
  const alert = prometheusAlert({
    source: context.source,
    event,
    labels: labels.value,
    annotations: [...annotations.value, ...unusableTimes({ startsAt: shownStart, endsAt: end })],
    generatorURL: item['generatorURL'],
    fingerprint: '',
    startsAt: shownStart.at,
    expiresAt: event === 'firing' ? endsAt : null,
    remark: '',
  });
  return ok({ kind: 'alertSent', alert });
}

/**
 * Names are any text but '', as Alertmanager takes them since 0.27 (older ones: letters, digits and _). Values are
 * text; a label with an empty value is the same as none.
 */
function labelSet(item: Fields, field: 'labels' | 'annotations'): Result<Pair[], string> {
  const given = item[field];
  if (given === undefined || given === null) return ok([]);
  if (!isFields(given)) return err(`${field} must be an object`);
  for (const name in given) {
    if (typeof given[name] !== 'string')
      return err(`invalid ${field}: the value of ${JSON.stringify(name.slice(0, 60))} is not text`);
    if (name === '') return err(`invalid ${field}: invalid name ""`);
  }
  const pairs = pairsOf(given);
  return ok(field === 'labels' ? pairs.filter(([, value]) => value !== '') : pairs);
}
