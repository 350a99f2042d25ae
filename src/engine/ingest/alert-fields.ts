import type { AlertLink } from '../../core/alert/alert';
import { oneLine } from '../../core/alert/alert';
import { isCredential, REDACTED } from '../../core/alert/credential';
import { DAY } from '../../core/time/duration';
import { type Instant, parseInstant } from '../../core/time/instant';

export type Fields = Readonly<Record<string, unknown>>;
export type Pair = readonly [name: string, value: string];

/** A JSON object. Its fields are read by fixed names only, or as pairs: never spread, never assigned. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text as it is; numbers and yes/no as text; everything else ''. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return '';
}

/**
 * A key to recognise an alert by, compared byte for byte. Whole numbers read as their digits, so that a sender that
 * writes 7 once and "7" later means the same; numbers that JSON has already rounded are refused (reliability D9).
 * @returns null for what is no key.
 */
export function keyText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

/** The first text that is not blank. */
export function firstText(...values: readonly unknown[]): string {
  for (const value of values) {
    const found = text(value);
    if (found.trim() !== '') return found;
  }
  return '';
}

/** Pairs of an object: text, numbers and yes/no; deeper values as JSON. null is left out. */
export function pairsOf(value: unknown): Pair[] {
  if (!isFields(value)) return [];
  const pairs: Pair[] = [];
  for (const [name, raw] of Object.entries(value)) {
    if (name === '' || raw === null || raw === undefined) continue;
    if (typeof raw === 'object') pairs.push([name, JSON.stringify(raw, withoutCredentials)]);
    else if (typeof raw === 'number' && !Number.isFinite(raw))
      pairs.push([name, '(a number too large to keep)']);
    else pairs.push([name, text(raw)]);
  }
  return pairs;
}

function withoutCredentials(name: string, value: unknown): unknown {
  return typeof value !== 'object' && isCredential(name) ? REDACTED : value;
}

/** Go's zero time: "not set". Alertmanager writes it for the end of an alert that fires. */
const ZERO_TIME = parseInstant('0001-01-01T00:00:00Z');

/** A time that a sender gave: an instant, nothing, or something that cannot be used and is kept as text. */
export type GivenTime = { readonly at: Instant | null; readonly unusable: string | null };

/** Reads a time strictly. Go's zero time, null and '' count as not given. */
export function givenTime(value: unknown): GivenTime {
  if (value === undefined || value === null || value === '') return { at: null, unusable: null };
  const at = parseInstant(value);
  if (at === null) return { at: null, unusable: shortJson(value) };
  return { at: at === ZERO_TIME ? null : at, unusable: null };
}

/**
 * Since when, by the sender's clock: at most a day ahead of ours and a year behind it (alerts that fire for weeks
 * are sent again and again with their first instant); otherwise not usable (reliability B10).
 */
export function givenStart(value: unknown, receivedAt: Instant): GivenTime {
  const given = givenTime(value);
  if (given.at === null) return given;
  if (given.at > receivedAt + DAY || given.at < receivedAt - 366 * DAY)
    return { at: null, unusable: shortJson(value) };
  return given;
}

/** Annotations that tell a person about times that could not be used. */
export function unusableTimes(times: Readonly<Record<string, GivenTime>>): Pair[] {
  return Object.entries(times).flatMap(([name, given]) =>
    given.unusable === null ? [] : [[`${name} (time not usable)`, given.unusable] as const],
  );
}

/** A link, where there is an address. What is no http(s) is kept and never made clickable (reliability D12). */
export function linkTo(name: unknown, href: unknown): AlertLink[] {
  const address = text(href).trim().slice(0, MAX_HREF);
  return address === '' ? [] : [{ text: oneLine(firstText(name, address), MAX_LINK_TEXT), href: address }];
}

const MAX_HREF = 4096;
const MAX_LINK_TEXT = 200;
/** Links of one alert that are kept. */
export const MAX_LINKS = 20;

function shortJson(value: unknown): string {
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return oneLine(written, 60);
}
