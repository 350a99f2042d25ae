import { DAY, HOUR } from '../time/duration';
import type { Instant } from '../time/instant';
import { wallOf, weekdayOf } from '../time/wall';

/** What an hour is to whoever is paged in it. */
export type HourClass = 'business' | 'off' | 'sleep';

/** Nights as fairness counts them (core/fairness/own-time.ts). */
export const SLEEP_BEGINS = 22 * HOUR;
export const SLEEP_ENDS = 7 * HOUR;
/** PagerDuty's business hours: Monday to Friday, 08:00 to 18:00. */
const BUSINESS_BEGINS = 8 * HOUR;
const BUSINESS_ENDS = 18 * HOUR;

/**
 * What an instant is on somebody's own clock: asleep from 22:00 to 07:00, at work from 08:00 to 18:00 on weekdays, off
 * for the rest.
 * @param zone IANA name of the person's zone
 */
export function hourClassOf(at: Instant, zone: string): HourClass {
  const wall = wallOf(at, zone);
  const time = ((wall % DAY) + DAY) % DAY;
  if (time >= SLEEP_BEGINS || time < SLEEP_ENDS) return 'sleep';
  return weekdayOf(wall) <= 5 && time >= BUSINESS_BEGINS && time < BUSINESS_ENDS ? 'business' : 'off';
}
