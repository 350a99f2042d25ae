import { Temporal } from 'temporal-polyfill';
import type { Brand } from '../kernel/brand';
import { type Instant, parseInstant, printInstant } from './instant';

/**
 * What a clock on a wall shows, of no zone yet: milliseconds since 1970-01-01T00:00 as if the wall hung in UTC. A day
 * is always 24 hours on it, so calendar arithmetic is addition. All conversion between walls and instants stands here.
 */
export type Wall = Brand<number, 'Wall'>;

/**
 * The instant of a wall clock in a zone by the 'compatible' rule (RFC 5545 3.3.5, Temporal): in a gap it moves forward
 * by the gap's length, where it comes twice it is the earlier one.
 */
export function instantOf(wall: Wall, zone: string): Instant {
  const date = printInstant(wall).slice(0, -1);
  return Temporal.PlainDateTime.from(date).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

/** What the wall clock of a zone shows at an instant. */
export function wallOf(at: Instant, zone: string): Wall {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return at + zoned.offsetNanoseconds / 1e6;
}

/** Reads `2026-01-05T09:00`, optionally with seconds. Null for anything else, also for days that do not exist. */
export function parseWall(text: string): Wall | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  return parseInstant(`${text.length === 16 ? `${text}:00` : text}Z`);
}

/** Prints `2026-01-05T09:00`, with seconds only where there are any. */
export function printWall(wall: Wall): string {
  const text = printInstant(wall);
  return text.slice(17, 19) === '00' ? text.slice(0, 16) : text.slice(0, 19);
}
