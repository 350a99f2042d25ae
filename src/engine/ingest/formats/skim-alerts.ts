import { isCredential } from '../../../core/alert/credential';
import { MAX_LABEL_LENGTH, MAX_LABELS } from '../../../core/alert/labels';
import { readSeverity, severityRank } from '../../../core/alert/severity';
import type { SourceId } from '../../../core/kernel/ids';
import { finishLabels, hashOfLabel } from '../../accepted/key-hash';
import type { Gist } from '../../accepted/request';
import { firstText, givenTime, isFields } from '../alert-fields';

/**
 * Looks through the body of a `POST /api/v2/alerts`: about a tenth of the work of reading it. Null for all that is not
 * plainly right, down to labels that would be cut and fields that would not be kept: `read` says what is wrong then.
 */
export function skimAlerts(body: unknown, source: SourceId): Gist | null {
  if (!Array.isArray(body)) return null;
  const key = new Int32Array(body.length);
  const rank = new Uint8Array(body.length);
  for (let place = 0; place < body.length; place++) {
    const item: unknown = body[place];
    if (!isFields(item)) return null;
    for (const name in item) if (!KNOWN.has(name)) return null;
    const { labels } = item;
    const sum = isFields(labels) ? sumOfLabels(labels) : null;
    if (sum === null || !isFields(labels) || !isPlain(item)) return null;
    key[place] = finishLabels(source, sum);
    rank[place] = severityRank(readSeverity(firstText(labels['severity'], labels['priority'])));
  }
  return { key, rank };
}

const KNOWN: ReadonlySet<string> = new Set(['labels', 'annotations', 'startsAt', 'endsAt', 'generatorURL']);

/** Null where there is none, or one that is not as it should be. */
function sumOfLabels(labels: Readonly<Record<string, unknown>>): number | null {
  let sum = 0;
  let count = 0;
  for (const name in labels) {
    const value = labels[name];
    if (typeof value !== 'string' || !isPlainName(name)) return null;
    if (value === '') continue;
    if (value.length > MAX_LABEL_LENGTH || name.length > MAX_LABEL_LENGTH) return null;
    sum = (sum + hashOfLabel(name, value)) | 0;
    count++;
  }
  return count === 0 || count > MAX_LABELS ? null : sum;
}

/** Names that are no credential's: senders use the same few again and again, and looking closely is a third of skimming. */
const plainNames = new Set<string>();
const MOST_PLAIN_NAMES = 1000;
const LONGEST_KEPT = 100;

function isPlainName(name: string): boolean {
  if (plainNames.has(name)) return true;
  if (name === '' || isCredential(name)) return false;
  if (plainNames.size < MOST_PLAIN_NAMES && name.length <= LONGEST_KEPT) plainNames.add(name);
  return true;
}

function isPlain(item: Readonly<Record<string, unknown>>): boolean {
  const { annotations, startsAt, endsAt, generatorURL } = item;
  if (annotations !== undefined && annotations !== null) {
    if (!isFields(annotations)) return false;
    for (const name in annotations)
      if (typeof annotations[name] !== 'string' || !isPlainName(name)) return false;
  }
  return (
    isTextOrNone(generatorURL) &&
    isTextOrNone(startsAt) &&
    isTextOrNone(endsAt) &&
    isInOrder(startsAt, endsAt)
  );
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

/** As Alertmanager has it: an end before the start is refused. */
function isInOrder(startsAt: unknown, endsAt: unknown): boolean {
  if (!startsAt || !endsAt) return true;
  const start = givenTime(startsAt).at;
  const end = givenTime(endsAt).at;
  return start === null || end === null || start <= end;
}
