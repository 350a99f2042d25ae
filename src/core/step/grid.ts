import { type Duration, SECOND } from '../time/duration';
import type { Instant } from '../time/instant';

/**
 * What may come a moment late falls due on a grid: looking after thousands of alerts that came in one minute is then
 * a dozen wake-ups, each over all of them, and not thousands.
 */
const GRID: Duration = 5 * SECOND;

/** The first instant of the grid at or after `at`. */
export function onGrid(at: Instant): Instant {
  return Math.ceil(at / GRID) * GRID;
}

/** The same for what people wait for: a storm that came in one minute is sixty wake-ups. */
export function onSecond(at: Instant): Instant {
  return Math.ceil(at / SECOND) * SECOND;
}
