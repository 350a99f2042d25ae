import { wallOf } from '../../../core/time/wall';
import { type DutyModel, shiftAt } from '../../parts/rota-model';
import { addDays, DAY, dayStart, midnight } from './calendar-days';
import type { Cursor } from './calendar-store';
import type { CalendarSpan } from './visible-range';

export type Move = 'left' | 'right' | 'up' | 'down' | 'first' | 'last' | 'nextShift' | 'previousShift';

const HOUR = 3_600_000;

/**
 * Where a key takes the cursor. In the month left and right are days, up and down the schedules and then the weeks; in
 * the week up and down are hours, left and right the schedules and then the days. `zone`: the wall that is shown.
 */
export function moved(
  cursor: Cursor,
  move: Move,
  view: CalendarSpan,
  model: DutyModel,
  zone: string,
): Cursor {
  const lane = Math.max(
    0,
    model.lanes.findIndex(({ id }) => id === cursor.schedule),
  );
  const days = (n: number) => addDays(cursor.at, n, zone);
  const to = (at: number, row = lane): Cursor => ({ schedule: model.lanes[row]?.id ?? cursor.schedule, at });
  const last = model.lanes.length - 1;
  if (move === 'nextShift' || move === 'previousShift') return nextShift(cursor, move, model, lane);
  if (view === 'week') {
    switch (move) {
      case 'up':
        return to(cursor.at - HOUR);
      case 'down':
        return to(cursor.at + HOUR);
      case 'left':
        return lane > 0 ? to(cursor.at, lane - 1) : to(days(-1), last);
      case 'right':
        return lane < last ? to(cursor.at, lane + 1) : to(days(1), 0);
      case 'first':
        return to(dayStart(cursor.at, zone));
      case 'last':
        return to(dayStart(addDays(cursor.at, 1, zone), zone) - HOUR);
    }
  }
  switch (move) {
    case 'left':
      return to(days(-1));
    case 'right':
      return to(days(1));
    case 'up':
      return lane > 0 ? to(cursor.at, lane - 1) : to(days(-7), last);
    case 'down':
      return lane < last ? to(cursor.at, lane + 1) : to(days(7), 0);
    case 'first':
    case 'last': {
      // 1970-01-01 was a Thursday: Monday is day 0.
      const weekday = (wallDay(cursor.at, zone) + 3) % 7;
      return to(days(move === 'first' ? -weekday : 6 - weekday));
    }
  }
}

/** The hours between where picking began and the cursor: whole hours in the week, whole days elsewhere. */
export function pickedBetween(
  anchor: number,
  cursor: Cursor,
  view: CalendarSpan,
  zone: string,
): { schedule: string; start: number; end: number } {
  const [first, last] = anchor <= cursor.at ? [anchor, cursor.at] : [cursor.at, anchor];
  const { schedule } = cursor;
  if (view !== 'week')
    return { schedule, start: dayStart(first, zone), end: dayStart(addDays(last, 1, zone), zone) };
  const start = Math.floor(first / HOUR) * HOUR;
  return { schedule, start, end: Math.floor(last / HOUR) * HOUR + HOUR };
}

function nextShift(cursor: Cursor, move: Move, model: DutyModel, row: number): Cursor {
  const lane = model.lanes[row];
  const here = lane && shiftAt(lane, cursor.at);
  if (!lane || !here) return cursor;
  const at = lane.shifts.indexOf(here) + (move === 'nextShift' ? 1 : -1);
  const shift = lane.shifts[at];
  return shift ? { schedule: lane.id, at: Math.max(shift.start, model.from) } : cursor;
}

/** Days of the wall since 1970. */
function wallDay(at: number, zone: string): number {
  return midnight(wallOf(at, zone)) / DAY;
}
