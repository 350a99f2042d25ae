import type { Brand } from '../kernel/brand';
import type { Span } from '../kernel/span';
import { DAY } from './duration';
import { type Instant, parseInstant, printInstant } from './instant';
import { changesBetween, offsetAt, type ZoneChange } from './wall-zones';

/**
 * What a clock on a wall shows, of no zone yet: milliseconds since 1970-01-01T00:00 as if the wall hung in UTC. A day
 * is always 24 hours on it, so calendar arithmetic is addition. All conversion between walls and instants stands here.
 */
export type Wall = Brand<number, 'Wall'>;

/**
 * The instant of a wall clock in a zone by the 'compatible' rule (RFC 5545 3.3.5, Temporal): in a gap it moves forward
 * by the gap's length, where it comes twice it is the earlier one.
 * @param zone IANA name; @throws RangeError for a name that is none
 */
export function instantOf(wall: Wall, zone: string): Instant {
  // No zone is a day or more away from UTC, so what matters lies between these two.
  const from = wall - DAY;
  const to = wall + DAY;
  let offset = offsetAt(zone, from);
  for (const change of changesBetween(zone, from + 1, to + 1)) {
    if (wall - offset < change.at) break;
    // Past the end of the wall clock before the change, and not yet on the one after it: a gap.
    if (wall - change.after < change.at) break;
    offset = change.after;
  }
  return wall - offset;
}

/** What the wall clock of a zone shows at an instant. */
export function wallOf(at: Instant, zone: string): Wall {
  return at + offsetAt(zone, at);
}

/** The instants in a span at which a zone's offset changes, each the first with the new offset. */
export function zoneChanges(zone: string, span: Span): ZoneChange[] {
  return changesBetween(zone, span.start, span.end);
}

/** Midnight of the day that a wall clock shows. */
export function dayOf(wall: Wall): Wall {
  return Math.floor(wall / DAY) * DAY;
}

/** The day of the week that a wall clock shows, by ISO 8601: Monday is 1, Sunday 7. */
export function weekdayOf(wall: Wall): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // 1970-01-01 was a Thursday.
  return (((((Math.floor(wall / DAY) + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
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
