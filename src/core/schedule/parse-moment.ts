import { type Instant, parseInstant, printInstant } from '../time/instant';
import { instantOf, parseWall, printWall, wallOf } from '../time/wall';

/**
 * Reads when an override begins or ends: wall clock in the schedule's zone (`2026-03-02T09:00`), or an instant with
 * its own offset (`2026-10-25T01:30:00Z`), which alone can name the second of two equal wall clocks. Neither needs seconds.
 */
export function parseMoment(text: string, zone: string): Instant | null {
  const wall = parseWall(text);
  if (wall !== null) return instantOf(wall, zone);
  return parseInstant(text.replace(/(T\d{2}:\d{2})(Z|[+-]\d{2}:?\d{2})$/i, '$1:00$2'));
}

/** Prints an instant so that `parseMoment` reads the same: a wall clock wherever that is enough. */
export function printMoment(at: Instant, zone: string): string {
  const text = printWall(wallOf(at, zone));
  return parseMoment(text, zone) === at ? text : printInstant(at);
}
