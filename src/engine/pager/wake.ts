import type { Duration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Clock } from '../ports';

/** The one timer. */
export type Wake = {
  /** Wake at `at` at the latest; an earlier wish stands. */
  atLatest(at: Instant | null): void;
  /** After a wake-up: the next instant over everything, or null. */
  rearm(at: Instant | null): void;
  /** Tells of a sleep, or a clock set back, not noticed yet: asked before anything else is decided after it. */
  notice(): void;
  stop(): void;
};

/**
 * A timer runs for so long at the most: setTimeout overflows after 24.8 days and then fires at once, and a clock
 * that is set, or a machine that slept without telling us, is noticed at the next slice.
 */
export const LONGEST_SLICE: Duration = 5_000;
/** Firing this much too late means that the process was stopped or the machine slept. */
export const SLEPT: Duration = 8_000;
/** A clock that is behind by more than this was set back; less is what time servers correct as they go. */
export const SET_BACK: Duration = 2_000;

/**
 * @param due called when an instant that was asked for has come
 * @param slept called with the instant since when nothing ran, once a sleep, before `due`
 * @param setBack called with how far the clock was set back, before anything is decided by it
 */
export function startWake(
  clock: Clock,
  due: () => void,
  slept: (from: Instant) => void,
  setBack: (back: Duration) => void = () => undefined,
): Wake {
  let wanted: Instant | null = null;
  let timer: NodeJS.Timeout | null = null;
  let armedAt: Instant = clock.now();
  let ran = clock.monotonic?.() ?? 0;
  let slice: Duration = LONGEST_SLICE;

  function arm(): void {
    if (timer) clearTimeout(timer);
    lookAtClock();
    slice = wanted === null ? LONGEST_SLICE : Math.max(0, Math.min(LONGEST_SLICE, wanted - armedAt));
    timer = setTimeout(fire, slice);
  }

  function notice(): void {
    const from = armedAt;
    const late = clock.now() - (armedAt + slice);
    const back = clock.monotonic ? armedAt + clock.monotonic() - ran - clock.now() : 0;
    if (late <= SLEPT && back <= SET_BACK) return;
    lookAtClock(); // once for each: what is told asks us again before it is decided
    if (late > SLEPT) return slept(from);
    if (wanted !== null) wanted -= back;
    setBack(Math.round(back));
  }

  function lookAtClock(): void {
    armedAt = clock.now();
    ran = clock.monotonic?.() ?? 0;
  }

  function fire(): void {
    try {
      notice();
      if (wanted !== null && clock.now() >= wanted) {
        wanted = null;
        due();
      }
    } finally {
      arm(); // whatever went wrong: a timer that is not armed again never pages again
    }
  }

  arm();
  return {
    atLatest(at) {
      if (at === null || (wanted !== null && wanted <= at)) return;
      wanted = at;
      arm();
    },
    rearm(at) {
      wanted = at;
      arm();
    },
    notice,
    stop() {
      if (timer) clearTimeout(timer);
    },
  };
}
