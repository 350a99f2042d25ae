import type { Span } from '../kernel/span';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import { instantOf } from '../time/wall';
import type { Calendars } from './calendars';
import type { OnCallAt } from './on-call-at';
import { shiftsOf } from './resolve';
import type { Rota } from './rota';
import type { Schedule } from './schedule';
import type { Shift } from './shift';

/** A schedule that has somebody for less than this part of the time is meant to close: office hours, a market's sessions. */
const AROUND_THE_CLOCK = 0.75;

/**
 * Whether a schedule is one that opens and closes, so that nobody outside of its hours is no mistake. One that has
 * somebody nearly always is not: there a hole between two windows is one.
 * @param shifts its rota over some weeks
 */
export function opensAndCloses(shifts: readonly Shift[]): boolean {
  let covered = 0;
  let all = 0;
  for (const { start, end, person } of shifts) {
    all += end - start;
    if (person !== null) covered += end - start;
  }
  return all > 0 && covered > 0 && covered / all < AROUND_THE_CLOCK;
}

/** The same, from four weeks of its layers around an instant. */
export function opensAndClosesAround(schedule: Schedule, calendars: Calendars, at: Instant): boolean {
  if (!schedule.layers.some(({ hours, calendar }) => hours.length > 0 || calendar !== null)) return false;
  return opensAndCloses(shiftsOf(schedule, [], calendars, { start: at - 14 * DAY, end: at + 14 * DAY }));
}

/** Whether some layer would have somebody then, if it were not for its hours. */
export function isOutsideHours({ layers, timeZone }: Schedule, at: Instant): boolean {
  return layers.some(
    (layer) =>
      (layer.hours.length > 0 || layer.calendar !== null) &&
      (layer.calendar !== null || layer.people.some((person) => person !== null)) &&
      (layer.calendar !== null || instantOf(layer.start, timeZone) <= at) &&
      (layer.until === null || at < instantOf(layer.until, timeZone)),
  );
}

/**
 * Whether a gap is nothing but closing: some layer would have somebody at its beginning and still at its end. A layer
 * that ended in the meantime has left a gap, although it was closed at the time.
 */
export function isClosedOver(schedule: Schedule, { start, end }: Span): boolean {
  return isOutsideHours(schedule, start) && isOutsideHours(schedule, end - 1);
}

/** What was found, by the very answer it was found for: `dutyNow` gives the same one while its shift lasts. */
const known = new WeakMap<OnCallAt, boolean>();

/** Whether nobody is on call because the schedule is closed, not because somebody forgot. `duty`: what it says now. */
export function closedNow(rota: Rota, schedule: Schedule, duty: OnCallAt): boolean {
  if (duty.cause.kind !== 'gap') return false;
  const before = known.get(duty);
  if (before !== undefined) return before;
  const closed =
    isClosedOver(schedule, duty.shift) && opensAndClosesAround(schedule, rota.calendars, duty.shift.start);
  known.set(duty, closed);
  return closed;
}
