import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Piece } from './act';
import { readPrintedInstant } from './printed-instant';

/** An object as JSON gave it; only its own, named fields are looked at. */
export type Raw = Readonly<Record<string, unknown>>;

/** A line that makes no sense; the message says which field. */
export class Wrong extends Error {}
/** A line that may make sense to a newer Watchbill. */
export class Newer extends Error {}

/** Years 1 to 9999. */
const FIRST: Instant = -62_135_596_800_000;
const LAST: Instant = 253_402_300_799_999;
const MOST_PIECES = 50;
/** A trade of more is a slip, and would take long to resolve on every desktop. */
const LONGEST_PIECE = 400 * DAY;

/** A text of 1 to `max` characters. @throws Wrong */
export function text(raw: Raw, key: string, max: number): string {
  const value = own(raw, key);
  if (typeof value !== 'string' || value === '') throw new Wrong(`"${key}" must be a text`);
  if (value.length > max) throw new Wrong(`"${key}" is longer than ${max} characters`);
  return value;
}

/** A text of at most `max` characters; '' where it is missing. @throws Wrong */
export function freeText(raw: Raw, key: string, max: number): string {
  const value = own(raw, key);
  return value === undefined || value === '' ? '' : text(raw, key, max);
}

/** A text, or null, which must stand there. @throws Wrong */
export function textOrNull(raw: Raw, key: string, max: number): string | null {
  return own(raw, key) === null ? null : text(raw, key, max);
}

/** An instant with its zone, of the years 1 to 9999. @throws Wrong */
export function instant(raw: Raw, key: string): Instant {
  const at = readPrintedInstant(own(raw, key));
  if (at === null || at < FIRST || at > LAST)
    throw new Wrong(`"${key}" must be an instant such as 2026-11-23T12:22:56.000Z`);
  return at;
}

/** An instant, or null, which must stand there. @throws Wrong */
export function instantOrNull(raw: Raw, key: string): Instant | null {
  return own(raw, key) === null ? null : instant(raw, key);
}

/** When by a wall clock, where the line says so. @throws Wrong */
export function atIfThere(raw: Raw): { at?: Instant } {
  return own(raw, 'at') === undefined ? {} : { at: instant(raw, 'at') };
}

/** @throws Wrong where the end is not after the start */
export function span(raw: Raw): { start: Instant; end: Instant } {
  const start = instant(raw, 'start');
  const end = instant(raw, 'end');
  if (end <= start) throw new Wrong('"end" must be after "start"');
  return { start, end };
}

/** At most 50 spans of schedules. @throws Wrong */
export function pieces(raw: Raw, key: string): Piece[] {
  const value = own(raw, key);
  if (!Array.isArray(value)) throw new Wrong(`"${key}" must be a list of spans`);
  if (value.length > MOST_PIECES) throw new Wrong(`"${key}" has more than ${MOST_PIECES} spans`);
  return value.map((item: unknown, index) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      throw new Wrong(`"${key}" must be a list of spans`);
    try {
      const piece = { schedule: text(item as Raw, 'schedule', 60), ...span(item as Raw) };
      if (piece.end - piece.start > LONGEST_PIECE) throw new Wrong('longer than 400 days');
      return piece;
    } catch (error) {
      if (error instanceof Wrong) throw new Wrong(`${error.message} in span ${index + 1} of "${key}"`);
      throw error;
    }
  });
}

/** A list of at most `most` texts, each of 1 to `max` characters. @throws Wrong */
export function texts(raw: Raw, key: string, most: number, max: number): string[] {
  const value = own(raw, key);
  if (!Array.isArray(value)) throw new Wrong(`"${key}" must be a list of texts`);
  if (value.length > most) throw new Wrong(`"${key}" has more than ${most} entries`);
  return value.map((item: unknown) => {
    if (typeof item !== 'string' || item === '') throw new Wrong(`"${key}" must be a list of texts`);
    if (item.length > max) throw new Wrong(`an entry of "${key}" is longer than ${max} characters`);
    return item;
  });
}

/** One of some words. @throws Newer where it is another one, Wrong where it is no word */
export function oneOf<const T extends string>(raw: Raw, key: string, words: readonly T[], what: string): T {
  const value = text(raw, key, 100);
  const known = words.find((word) => word === value);
  if (known === undefined)
    throw new Newer(`${what} that this Watchbill does not know: "${value.slice(0, 40)}"`);
  return known;
}

function own(raw: Raw, key: string): unknown {
  return Object.hasOwn(raw, key) ? raw[key] : undefined;
}
