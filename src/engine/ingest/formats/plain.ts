import { type Alert, type AlertLink, clipText, oneLine } from '../../../core/alert/alert';
import { fingerprint } from '../../../core/alert/fingerprint';
import { makeLabels } from '../../../core/alert/labels';
import { readSeverity } from '../../../core/alert/severity';
import { err, ok, type Result } from '../../../core/kernel/result';
import type { Input } from '../../../core/step/input';
import {
  firstText,
  givenStart,
  isFields,
  keyText,
  linkTo,
  MAX_LINKS,
  pairsOf,
  text,
  unusableTimes,
} from '../alert-fields';
import type { Format, ReadingContext } from '../format';

const KNOWN: ReadonlySet<string> = new Set([
  'title',
  'severity',
  'status',
  'dedupKey',
  'description',
  'labels',
  'annotations',
  'links',
  'runbook',
  'startsAt',
]);
/** As with PagerDuty, characters. */
const MAX_KEY = 255;

/**
 * Our own JSON, for scripts: one alert or a list of them (docs/http-api.md). Fields that we do not know are named in
 * the answer and otherwise ignored: a page is worth more than a spelling.
 */
export const plain: Format = {
  id: 'plain',
  title: 'Plain JSON, from a script',
  route: '/api/v1/alerts',
  read(body, context) {
    const items: readonly unknown[] = Array.isArray(body) ? body : [body];
    if (items.length === 0) return err('the list is empty');
    const inputs: Input[] = [];
    const refused: string[] = [];
    const keys: string[] = [];
    const ignored = new Set<string>();
    for (const [index, item] of items.entries()) {
      const alert = readOne(item, context);
      if (alert.ok) {
        inputs.push({ kind: 'alertSent', alert: alert.value });
        keys.push(alert.value.dedupKey);
        for (const name of Object.keys(item as object)) if (!KNOWN.has(name)) ignored.add(name.slice(0, 60));
      } else if (items.length === 1) return alert;
      else refused.push(`alert ${index + 1} of ${items.length}: ${alert.error}`);
    }
    const answer = { accepted: inputs.length, dedupKeys: keys, ignored: [...ignored].slice(0, 20) };
    return ok({ inputs, refused, answer: { status: 200, body: answer } });
  },
};

function readOne(item: unknown, context: ReadingContext): Result<Alert, string> {
  if (!isFields(item)) return err('an alert must be an object');
  const title = oneLine(text(item['title']));
  if (title === '') return err('"title" is missing or blank');
  const status = item['status'] ?? 'firing';
  if (status !== 'firing' && status !== 'resolved') return err('"status" must be firing or resolved');
  const labels = makeLabels(pairsOf(item['labels']).filter(([, value]) => value !== ''));
  const given = item['dedupKey'] ?? '';
  // Without a key, the same title and labels are the same alert: the name '' is no label's.
  const dedupKey = given === '' ? fingerprint([['', title], ...labels]) : keyText(given);
  if (dedupKey === null) return err('"dedupKey" must be text');
  if (dedupKey.length > MAX_KEY) return err(`"dedupKey" is longer than ${MAX_KEY} characters`);
  const start = givenStart(item['startsAt'], context.receivedAt);
  return ok({
    source: context.source,
    dedupKey,
    event: status,
    title,
    description: clipText(text(item['description'])),
    severity: readSeverity(firstText(item['severity'], new Map(labels).get('severity'))),
    labels,
    annotations: makeLabels([...pairsOf(item['annotations']), ...unusableTimes({ startsAt: start })]),
    links: linksOf(item['links']),
    runbook: text(item['runbook']).trim().slice(0, 4096),
    startsAt: start.at,
    expiresAt: null,
    suppression: null,
  });
}

/** Addresses, or objects of `text` and `href`. */
function linksOf(value: unknown): AlertLink[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[])
    .slice(0, MAX_LINKS)
    .flatMap((link) => (isFields(link) ? linkTo(link['text'], link['href']) : linkTo('', link)));
}
