import { DAY } from '../../core/time/duration';
import type { Wall } from '../../core/time/wall';
import type { Rule } from './ics-rule';

/** A day on a wall calendar: whole days since 1970-01-01. */
export type DayNumber = number;

/** Year, month from 1, day from 1 of a wall clock. */
export function dateOf(wall: number): { year: number; month: number; day: number } {
  const date = new Date(wall);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The number of a day; months beyond 12 and days beyond the month's end run on. Years from 0. */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

/** Sunday 0. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

/**
 * Whether a rule takes a day, its time of day apart. What a rule leaves open it takes from its start (RFC 5545, 3.3.10).
 */
export function takesDay(rule: Rule, start: Wall): (day: DayNumber) => boolean {
  const begin = dateOf(start);
  const open = !rule.weeks && !rule.yearDays && !rule.monthDays && !rule.days;
  const { freq } = rule;
  const ownMonths = open && freq === 'YEARLY' && !rule.months ? [begin.month] : rule.months;
  const ownDays = open && (freq === 'YEARLY' || freq === 'MONTHLY') ? [begin.day] : rule.monthDays;
  const ownWeekdays =
    open && freq === 'WEEKLY' ? [{ weekday: weekdayOf(Math.floor(start / DAY)), nth: 0 }] : rule.days;
  const nthOf = freq === 'MONTHLY' || rule.months ? 'month' : 'year';
  const counts = (freq === 'MONTHLY' || freq === 'YEARLY') && !rule.weeks;

  return (number) => {
    const { year, month, day } = dateOf(number * DAY);
    if (ownMonths && !ownMonths.includes(month)) return false;
    const last = dayNumber(year, month + 1, 0);
    if (ownDays && !ownDays.includes(day) && !ownDays.includes(number - last - 1)) return false;
    const newYear = dayNumber(year, 1, 1);
    const yearEnd = dayNumber(year, 12, 31);
    if (rule.yearDays && !rule.yearDays.includes(number - newYear + 1)) {
      if (!rule.yearDays.includes(number - yearEnd - 1)) return false;
    }
    if (rule.weeks && !inWeeks(rule.weeks, number, year, rule.weekStart)) return false;
    if (!ownWeekdays) return true;
    const weekday = weekdayOf(number);
    const [from, to] = nthOf === 'month' ? [number - day + 1, last] : [newYear, yearEnd];
    const nth = Math.floor((number - from) / 7) + 1;
    const nthFromEnd = -Math.floor((to - number) / 7) - 1;
    return ownWeekdays.some(
      (one) =>
        one.weekday === weekday && (one.nth === 0 || !counts || one.nth === nth || one.nth === nthFromEnd),
    );
  };
}

/** Weeks of a year as ISO 8601 counts them: the first has four days or more in it. `year` is that of the day. */
function inWeeks(weeks: readonly number[], number: DayNumber, year: number, weekStart: number): boolean {
  const first = firstWeek(year, weekStart);
  const count = Math.round((firstWeek(year + 1, weekStart) - first) / 7);
  const week = Math.floor((number - first) / 7) + 1;
  // The days before the first week and after the last belong to the weeks of their neighbours.
  if (week < 1) {
    const before = Math.round((first - firstWeek(year - 1, weekStart)) / 7);
    return weeks.includes(before) || weeks.includes(-1);
  }
  if (week > count)
    return (
      weeks.includes(1) ||
      weeks.includes(-Math.round((firstWeek(year + 2, weekStart) - firstWeek(year + 1, weekStart)) / 7))
    );
  return weeks.includes(week) || weeks.includes(week - count - 1);
}

function firstWeek(year: number, weekStart: number): DayNumber {
  const fourth = dayNumber(year, 1, 4);
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7);
}
