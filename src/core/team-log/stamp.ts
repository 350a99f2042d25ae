import type { ActId } from '../kernel/ids';
import { HOUR } from '../time/duration';
import { type Instant, printInstant } from '../time/instant';
import { readPrintedInstant } from './printed-instant';

/**
 * A hybrid logical clock's reading (Kulkarni et al. 2014): near the wall clock, yet always later than every stamp that
 * its desktop has seen. `count` breaks ties within a millisecond, `desktop` between desktops.
 */
export type Stamp = { readonly ms: Instant; readonly count: number; readonly desktop: string };

/**
 * A stamp further ahead of the wall clock than this is not followed: one desktop with a wrong clock must not take the
 * whole team into the future with it. (What answers such an act is stamped after it all the same, see `answered`.)
 */
export const FURTHEST_AHEAD = HOUR;

/** Name of a desktop as it stands in stamps and as its file in `log/`. */
export const DESKTOP_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

const MAX_COUNT = 9999;
/** Year 1 to 8999: whatever stands in a log, there is always a later stamp that can be written. */
const FIRST: Instant = -62_135_596_800_000;
const END: Instant = 221_845_392_000_000;

/**
 * Prints `2026-11-23T12:22:56.123Z-0001-abcd`: milliseconds, count, desktop. Time and count have a fixed width, so
 * that the order of the texts is the order of the stamps.
 */
export function printStamp(stamp: Stamp): ActId {
  return `${printInstant(stamp.ms)}-${String(stamp.count).padStart(4, '0')}-${stamp.desktop}`;
}

const PRINTED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d\.\d{3}Z-\d{4}-/;

/** Reads what `printStamp` prints and nothing else; null for anything else, and for years before 1 and after 8999. */
export function parseStamp(text: string): Stamp | null {
  if (!PRINTED.test(text)) return null;
  const ms = readPrintedInstant(text.slice(0, 24));
  const desktop = text.slice(30);
  if (ms === null || ms < FIRST || ms >= END || !DESKTOP_NAME.test(desktop)) return null;
  return { ms, count: Number(text.slice(25, 29)), desktop };
}

/** Negative where `a` is earlier. Total: only equal stamps compare equal. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.ms !== b.ms) return a.ms - b.ms;
  if (a.count !== b.count) return a.count - b.count;
  return a.desktop === b.desktop ? 0 : a.desktop < b.desktop ? -1 : 1;
}

/**
 * The stamp of what happens here now: later than `last`, and at the wall clock unless `last` is ahead of it. A `last`
 * more than an hour ahead is forgotten (our own clock was wrong, or somebody's was).
 * @param last the latest stamp given here or heard of (`heard`); null for none
 */
export function nextStamp(last: Stamp | null, now: Instant, desktop: string): Stamp {
  if (last === null || last.ms < now || last.ms > now + FURTHEST_AHEAD) return { ms: now, count: 0, desktop };
  return after(last, desktop);
}

/** The least stamp of a desktop that is later than another's, wherever the wall clock stands. */
export function after(stamp: Stamp, desktop: string): Stamp {
  if (stamp.count < MAX_COUNT) return { ms: stamp.ms, count: stamp.count + 1, desktop };
  return { ms: stamp.ms + 1, count: 0, desktop };
}

/** What the clock stands at after a stamp was heard of: the later of the two, those far ahead of the wall clock left out. */
export function heard(last: Stamp | null, seen: Stamp, now: Instant): Stamp | null {
  const kept = last !== null && last.ms <= now + FURTHEST_AHEAD ? last : null;
  if (seen.ms > now + FURTHEST_AHEAD) return kept;
  return kept !== null && compareStamps(kept, seen) >= 0 ? kept : seen;
}
