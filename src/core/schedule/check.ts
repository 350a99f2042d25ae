import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Finding } from './check-finding';
import { checkGaps } from './check-gaps';
import { checkLayers } from './check-layers';
import { checkOverrides } from './check-overrides';
import { checkCalendars, checkPeople } from './check-people';
import { checkDaylight } from './daylight';
import { shiftsOf } from './resolve';
import { overridesOf, type Rota } from './rota';
import type { Schedule } from './schedule';

/** How far ahead the check looks. */
export const CHECK_AHEAD = 731 * DAY;
const EIGHT_WEEKS = 56 * DAY;

/**
 * The check of a rota: gaps, layers and overrides that never count, people and calendar files that are not there, and
 * the dates of the next two years on which a change of clocks makes something odd of a schedule.
 */
export function checkRota(rota: Rota, now: Instant): Finding[] {
  return [
    ...rota.schedules.flatMap((schedule) => checkSchedule(rota, schedule, now)),
    ...checkPeople(rota, { start: now, end: now + EIGHT_WEEKS }),
  ];
}

/** The check of one schedule, which need not be the one in force: an editor asks before it saves. */
export function checkSchedule(rota: Rota, schedule: Schedule, now: Instant): Finding[] {
  const span = { start: now, end: now + CHECK_AHEAD };
  const soon = { start: now, end: now + EIGHT_WEEKS };
  const overrides = overridesOf(rota, schedule);
  return [
    ...checkGaps(schedule, shiftsOf(schedule, overrides, rota.calendars, span)),
    ...checkLayers(schedule, rota.calendars, span),
    ...checkCalendars(rota, schedule, soon),
    ...checkOverrides(schedule, now),
    ...checkDaylight(schedule, span),
  ];
}
