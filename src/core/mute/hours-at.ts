import type { Calendars } from '../schedule/calendars';
import type { Hours } from '../schedule/schedule';
import { windowsOf } from '../schedule/windows';
import { DAY, type Duration } from '../time/duration';
import type { Instant } from '../time/instant';

/** Whether an instant lies in windows, and when that changes; `until` null where it does not for as long as is looked. */
export type HoursAt = { readonly inside: boolean; readonly until: Instant | null };

/** The first look; a weekly window is found by it. */
const NEAR: Duration = 8 * DAY;
/** Windows of a calendar file may be far apart; beyond this nothing waits for them. */
const FAR: Duration = 512 * DAY;

/**
 * Asks a union of windows about one instant. Wall clocks of `zone`, so a window is as long as its clocks say across
 * daylight saving. Windows that touch are one.
 * @param hours [] is always inside; a calendar file that cannot be read gives no windows
 */
export function hoursAt(hours: readonly Hours[], zone: string, calendars: Calendars, at: Instant): HoursAt {
  if (hours.length === 0) return { inside: true, until: null };
  for (let reach = NEAR; ; reach *= 4) {
    const end = at + reach;
    const [first] = windowsOf(hours, zone, calendars, { start: at, end });
    if (first !== undefined && first.start > at) return { inside: false, until: first.start };
    if (first !== undefined && first.end < end) return { inside: true, until: first.end };
    if (reach >= FAR) return { inside: first !== undefined, until: null };
  }
}

/** Whether one of the windows stands in a calendar file that cannot be read now. */
export function lacksCalendar(hours: readonly Hours[], calendars: Calendars, at: Instant): boolean {
  return hours.some(
    (each) => each.kind === 'calendar' && calendars.events(each.path, { start: at, end: at + 1 }) === null,
  );
}
