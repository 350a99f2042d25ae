import { DAY, type Duration, HOUR } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';

/** A desktop that was off or asleep for longer than this may as well have a wrong clock: a person is asked. */
const LONGEST_AWAY: Duration = 14 * DAY;
const DRIFT: Duration = HOUR;
/** After a jump or a sleep nothing is deleted before the clock went on evenly for so long. */
const SETTLES: Duration = HOUR;

export type Trust =
  | { readonly kind: 'trusted' }
  /** It jumped, or the desktop slept; it has not gone evenly for long enough. */
  | { readonly kind: 'settling'; readonly by: Duration }
  /** It shows a time that cannot be believed. `seen`: the last that was. */
  | { readonly kind: 'doubted'; readonly seen: Instant };

/**
 * Whether the wall clock may decide what is old (reliability B2). It is held against a clock that cannot be set, and,
 * over restarts, against the last time that was believed: a clock that jumped ten years must not make everything ten
 * years old. Backwards it is never believed either: what is stored then would look old later.
 */
export type ClockTrust = {
  /** Compares the clocks; asked every few minutes. */
  look(): Trust;
  /** A person says that it is right. */
  confirm(): void;
  /** The last time that was believed, to be kept over restarts. */
  seen(): Instant;
};

/**
 * @param now the wall clock
 * @param steady milliseconds of a clock that nobody sets
 * @param before the last time that was believed; null at the very first start
 */
export function makeClockTrust(now: () => Instant, steady: () => number, before: Instant | null): ClockTrust {
  let seen = before ?? now();
  let last = { wall: now(), steady: steady() };
  /** Steady time at which it last went unevenly. */
  let uneven = Number.NEGATIVE_INFINITY;
  let by: Duration = 0;

  return {
    look() {
      const wall = now();
      const passed = steady() - last.steady;
      const drift = wall - last.wall - passed;
      last = { wall, steady: steady() };
      if (Math.abs(drift) > DRIFT) {
        uneven = last.steady;
        by = drift;
      }
      if (wall < seen - DRIFT || wall > seen + passed + LONGEST_AWAY) return { kind: 'doubted', seen };
      seen = Math.max(seen, wall);
      return last.steady - uneven < SETTLES ? { kind: 'settling', by } : { kind: 'trusted' };
    },
    confirm() {
      seen = now();
      last = { wall: seen, steady: steady() };
      uneven = Number.NEGATIVE_INFINITY;
    },
    seen: () => seen,
  };
}
