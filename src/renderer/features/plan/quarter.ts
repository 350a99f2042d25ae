import { parseWall, printWall, type Wall, weekdayOf } from '../../../core/time/wall';

const DAY = 86_400_000;
/** 1970-01-05 was a Monday. */
const MONDAY_AT_NINE: Wall = 4 * DAY + 9 * 3_600_000;

export type WallSpan = { readonly start: string; readonly end: string };

/**
 * A quarter of the year as a plan has it: from the first handoff in it to the first one in the next, so that quarters
 * join without a gap. Turns of weeks hand off on one weekday, others on the first day.
 * @param today date on the wall, `2026-11-23`
 * @param ahead 1 for the next quarter, 2 for the one after
 * @param handoff any handoff of the schedule, wall clock; says the time of day and the weekday
 */
export function quarterSpan(
  today: string,
  ahead: number,
  handoff: string,
  unit: 'hours' | 'days' | 'weeks',
): WallSpan {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const quarter = year * 4 + Math.floor((month - 1) / 3) + ahead;
  const given = parseWall(handoff) ?? MONDAY_AT_NINE;
  return {
    start: printWall(firstHandoff(quarter, given, unit)),
    end: printWall(firstHandoff(quarter + 1, given, unit)),
  };
}

function firstHandoff(quarter: number, handoff: Wall, unit: string): Wall {
  const year = Math.floor(quarter / 4);
  const month = String((quarter % 4) * 3 + 1).padStart(2, '0');
  const first = parseWall(`${year}-${month}-01T00:00`) as Wall;
  const time = ((handoff % DAY) + DAY) % DAY;
  const days = unit === 'weeks' ? (weekdayOf(handoff) - weekdayOf(first) + 7) % 7 : 0;
  return first + days * DAY + time;
}
