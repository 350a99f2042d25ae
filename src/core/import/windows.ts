import type { Hours, Weekday } from '../schedule/schedule';
import { DAY, type Duration } from '../time/duration';

/** A window a week: opens at a time of a day, and lasts on the wall clock. */
export type WeekWindow = { readonly day: Weekday; readonly time: Duration; readonly length: Duration };

/** A window every day. */
export function dailyHours(time: Duration, length: Duration): Hours {
  return { kind: 'daily', from: time, to: (time + length) % DAY, days: null };
}

/**
 * Windows a week as hours of a layer; those with the same times on several days become one with `days`.
 * A window of a whole week or more is the whole week.
 */
export function weeklyHours(windows: readonly WeekWindow[]): Hours[] {
  const hours: Hours[] = [];
  const days = new Map<string, { time: Duration; length: Duration; days: Weekday[] }>();
  for (const { day, time, length } of windows) {
    if (length > DAY) {
      const end = (day - 1) * DAY + time + Math.min(length, 7 * DAY);
      const to = { day: ((Math.floor(end / DAY) % 7) + 1) as Weekday, time: end % DAY };
      hours.push({ kind: 'weekly', from: { day, time }, to });
      continue;
    }
    const key = `${time} ${length}`;
    const same = days.get(key) ?? { time, length, days: [] };
    if (!same.days.includes(day)) same.days.push(day);
    days.set(key, same);
  }
  for (const { time, length, days: names } of days.values()) {
    const to = (time + length) % DAY;
    names.sort((a, b) => a - b);
    hours.push({ kind: 'daily', from: time, to, days: names.length === 7 ? null : names });
  }
  return hours;
}
