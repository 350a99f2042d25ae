import { type Duration, MINUTE, SECOND } from '../../core/time/duration';

const FIRST: Duration = 2 * SECOND;
const MOST: Duration = 1 * MINUTE;

/**
 * How long to wait before the next attempt: doubled each time from two seconds to a minute, and at random between half
 * of that and all of it, so that the desktops of a team do not all knock at once.
 * @param failures so many attempts failed so far, at least 1
 */
export function backOff(failures: number, random: () => number): Duration {
  const whole = Math.min(MOST, FIRST * 2 ** Math.min(20, failures - 1));
  return Math.round(whole / 2 + (whole / 2) * random());
}
