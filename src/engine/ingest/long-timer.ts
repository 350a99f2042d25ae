import type { Duration } from '../../core/time/duration';

/** setTimeout runs at once beyond this (reliability B7). */
const LONGEST: Duration = 2 ** 31 - 1;

/**
 * A timer of any length, armed in slices that setTimeout can hold. It counts time that passes, not the wall clock.
 * @returns stops it.
 */
export function startTimer(delay: Duration, run: () => void): () => void {
  let left = delay;
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const slice = Math.min(left, LONGEST);
    left -= slice;
    timer = setTimeout(left > 0 ? arm : run, slice);
  };
  arm();
  return () => clearTimeout(timer);
}
