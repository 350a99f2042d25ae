import { toUSVString } from 'node:util';
import { type Alert, type AlertLink, clipText, oneLine, type Suppression } from '../../../core/alert/alert';
import { fingerprint } from '../../../core/alert/fingerprint';
import { type Labels, labelValue, makeLabels } from '../../../core/alert/labels';
import { readSeverity } from '../../../core/alert/severity';
import type { SourceId } from '../../../core/kernel/ids';
import { DAY } from '../../../core/time/duration';
import { type Instant, parseInstant } from '../../../core/time/instant';

const MAX_LINKS = 20;
const MAX_NAMES = 20;
const MAX_NAME = 200;

/**
 * Reads one `gettableAlert` of the API v2 (versions 0.22 to 0.31 read alike: `mutedBy` came with 0.28). Whatever is
 * missing or of another shape is left out, never the alert: only without labels and without a fingerprint it is
 * unreadable.
 * @returns null for something unreadable.
 */
export function readAlert(source: SourceId, raw: unknown, now: Instant): Alert | null {
  const alert = asObject(raw);
  if (alert === null) return null;
  const labels = readLabels(alert['labels']);
  const given = alert['fingerprint'];
  if (labels.length === 0 && readKey(given) === null) return null;
  const annotations = readLabels(alert['annotations']);
  return {
    source,
    dedupKey: readKey(given) ?? fingerprint(labels),
    event: 'firing',
    title: titleOf(labels, annotations),
    description: clipText(firstOf(annotations, ['description', 'message', 'alert'])),
    severity: readSeverity(labelValue(labels, 'severity')),
    labels,
    annotations,
    links: linksOf(annotations, alert['generatorURL']),
    runbook: firstOf(annotations, ['runbook_url', 'runbook']),
    startsAt: usableStart(alert['startsAt'], now),
    expiresAt: null,
    suppression: readSuppression(alert['status']),
  };
}

/** Label sets as pairs; `__proto__` is an own key in parsed JSON and is kept. Numbers and truth values become text. */
export function readLabels(raw: unknown): Labels {
  const object = asObject(raw);
  if (object === null) return [];
  const pairs: Array<[string, string]> = [];
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === 'string') pairs.push([name, value]);
    else if (typeof value === 'number' || typeof value === 'boolean') pairs.push([name, String(value)]);
  }
  return makeLabels(pairs);
}

export function asObject(raw: unknown): Readonly<Record<string, unknown>> | null {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? (raw as Record<string, unknown>)
    : null;
}

/**
 * A silence weighs more than an inhibition, which weighs more than a mute time: the first is somebody's decision.
 * `suppressed` without a reason is not taken for quiet: an alert that nobody silenced pages.
 */
function readSuppression(raw: unknown): Suppression | null {
  const status = asObject(raw);
  if (status === null || status['state'] !== 'suppressed') return null;
  for (const [how, key] of SUPPRESSED_BY) {
    const by = status[key];
    if (Array.isArray(by) && by.length > 0) return { how, by: readNames(by) };
  }
  return null;
}

/** Names of silences, alerts or times, as far as a person reads them. What is no text is still one of them. */
export function readNames(by: readonly unknown[]): readonly string[] {
  return by.slice(0, MAX_NAMES).map((one) => (typeof one === 'string' ? oneLine(one, MAX_NAME) : '?'));
}

/** Alertmanager's are 16 digits. One that no store could keep whole, or none: the labels tell alerts apart as well. */
function readKey(raw: unknown): string | null {
  return typeof raw === 'string' && raw !== '' && raw.length <= MAX_NAME && toUSVString(raw) === raw
    ? raw
    : null;
}

const SUPPRESSED_BY = [
  ['silenced', 'silencedBy'],
  ['inhibited', 'inhibitedBy'],
  ['muted', 'mutedBy'],
] as const;

function titleOf(labels: Labels, annotations: Labels): string {
  return (
    oneLine(firstOf(annotations, ['summary', 'title'])) ||
    oneLine(labelValue(labels, 'alertname')) ||
    'An alert without a name'
  );
}

/** Every annotation that is a web address, the runbook excepted, and the expression behind the alert. */
function linksOf(annotations: Labels, generatorUrl: unknown): AlertLink[] {
  const links: AlertLink[] = [];
  for (const [name, value] of annotations) {
    if (name === 'runbook_url' || name === 'runbook' || !/^https?:\/\/\S+$/i.test(value)) continue;
    links.push({ text: linkText(name), href: value });
  }
  // Given as it is, were it `javascript:`: who shows it makes only http(s) clickable.
  if (typeof generatorUrl === 'string' && generatorUrl !== '')
    links.push({ text: 'Source', href: clipText(generatorUrl, 2048) });
  return links.slice(0, MAX_LINKS);
}

/** `dashboard_url` reads `Dashboard`. */
function linkText(name: string): string {
  const words = name
    .replace(/[_-]?(url|uri|link)$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  return oneLine(words === '' ? 'Link' : words[0]?.toUpperCase() + words.slice(1), 60);
}

/**
 * Since when, if that can be: an alert may have been firing for months, but not since the year 1 (Alertmanager's
 * "not set") and not from tomorrow on (reliability B10).
 */
function usableStart(raw: unknown, now: Instant): Instant | null {
  const at = parseInstant(raw);
  return at !== null && at > 0 && at <= now + DAY ? at : null;
}

function firstOf(labels: Labels, names: readonly string[]): string {
  for (const name of names) {
    const value = labelValue(labels, name).trim();
    if (value !== '') return value;
  }
  return '';
}
