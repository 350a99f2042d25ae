import { parseMoment } from '../core/schedule/parse-moment';
import { type Instant, printInstant } from '../core/time/instant';
import { printWall, wallOf } from '../core/time/wall';

/** What `parseWhen` reads, for messages. */
export const WHEN =
  'an instant (2026-03-02T09:00:00Z), a wall clock (2026-03-02T09:00) or a date (2026-03-02)';

/**
 * Reads a time as somebody types it: RFC 3339, also without seconds; or a wall clock or date (its midnight) of a zone.
 * Null for anything else.
 */
export function parseWhen(text: string, zone: string): Instant | null {
  const full = text.trim().replace(' ', 'T');
  return parseMoment(/^\d{4}-\d{2}-\d{2}$/.test(full) ? `${full}T00:00` : full, zone);
}

/** `2025-03-08T17:00:00Z`: an instant as commands print it for programs. */
export function printSeconds(at: Instant): string {
  return `${printInstant(at).slice(0, 19)}Z`;
}

/** `2026-03-02 09:00 +00:00`: an instant as a zone's wall clock, for people. */
export function printLocal(at: Instant, zone: string): string {
  const wall = wallOf(at, zone);
  const minutes = Math.round((wall - at) / 60_000);
  const away = Math.abs(minutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
  return `${printWall(wall).replace('T', ' ')} ${offset}`;
}
