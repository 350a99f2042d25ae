import { err, ok, type Result } from '../core/kernel/result';
import type { Span } from '../core/kernel/span';
import { parseMoment } from '../core/schedule/parse-moment';
import type { Duration } from '../core/time/duration';
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
  return parseMoment(asMoment(text), zone);
}

/** A time as it is typed, as files have it: `2026-03-02 09:00` with a T, a date as its midnight. Others as they are. */
export function asMoment(text: string): string {
  const full = text.trim().replace(' ', 'T');
  return /^\d{4}-\d{2}-\d{2}$/.test(full) ? `${full}T00:00` : full;
}

/**
 * Reads `--from` and `--to`.
 * @param usual what they are when they are not given; without it they must be
 * @returns the span, or a sentence that says which of them is wrong
 */
export function readSpan(
  given: { readonly from: string | undefined; readonly to: string | undefined },
  zone: string,
  usual?: { readonly start: Instant; readonly length: Duration },
): Result<Span, string> {
  const start = given.from === undefined ? (usual?.start ?? null) : parseWhen(given.from, zone);
  if (start === null) return err(`--from "${given.from ?? ''}" is no time; write ${WHEN}`);
  const end = given.to === undefined ? (usual ? start + usual.length : null) : parseWhen(given.to, zone);
  if (end === null) return err(`--to "${given.to ?? ''}" is no time; write ${WHEN}`);
  return start < end ? ok({ start, end }) : err('--to must be later than --from');
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
