import { isCredential, REDACTED } from './credential';

/**
 * A label set as pairs sorted by name, each name once. Pairs, not an object: `__proto__` and `constructor` are
 * label names that real Alertmanagers relay, and must be kept like any other.
 */
export type Labels = ReadonlyArray<readonly [name: string, value: string]>;

/** At most so many labels of an alert are kept (reliability D5). */
export const MAX_LABELS = 100;
/** A label name or value is cut after so many UTF-16 units (reliability D5). */
export const MAX_LABEL_LENGTH = 4096;
const CUT_MARK = '… (cut)';

/** Sorts by name (code unit order), the last of equal names wins, cuts to the limits above; credentials are not kept. */
export function makeLabels(pairs: Iterable<readonly [string, string]>): Labels {
  const byName = new Map<string, string>();
  for (const [name, value] of pairs) byName.set(cut(name), isCredential(name) ? REDACTED : cut(value));
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (sorted.length <= MAX_LABELS) return sorted;
  return [...sorted.slice(0, MAX_LABELS), ['…', `${sorted.length - MAX_LABELS} more labels were cut`]];
}

/** The value of a label; the empty string when it is not there, as Prometheus reads it. */
export function labelValue(labels: Labels, name: string): string {
  for (const [n, v] of labels) if (n === name) return v;
  return '';
}

/** An object for JSON output. It has no prototype, so that a label named `__proto__` is an ordinary own key. */
export function labelsToObject(labels: Labels): Record<string, string> {
  const object = Object.create(null) as Record<string, string>;
  for (const [name, value] of labels) object[name] = value;
  return object;
}

function cut(text: string): string {
  if (text.length <= MAX_LABEL_LENGTH) return text;
  // Never half of a surrogate pair.
  const last = text.charCodeAt(MAX_LABEL_LENGTH - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? MAX_LABEL_LENGTH - 1 : MAX_LABEL_LENGTH) + CUT_MARK;
}
