import { DAY, HOUR, MINUTE, SECOND } from '../../core/time/duration';
import type { Wall } from '../../core/time/wall';
import { type DayNumber, dateOf, dayNumber, takesDay, weekdayOf } from './ics-days';
import { IcsProblem } from './ics-problem';
import type { Frequency, Rule } from './ics-rule';

/** Steps of a rule that are always equally long on a wall clock. */
const STEPS: Readonly<Partial<Record<Frequency, number>>> = {
  SECONDLY: SECOND,
  MINUTELY: MINUTE,
  HOURLY: HOUR,
  DAILY: DAY,
  WEEKLY: 7 * DAY,
};

/** More than this in one year of a yearly rule (say) is a bomb, and would be held in memory at once. */
const MOST_IN_PERIOD = 50_000;

/**
 * The wall clocks at which something happens that first happened at `start`, in order. It begins at or shortly before
 * `from` without walking there from `start`, unless the rule counts; it ends at `to`, or with COUNT.
 * @param tick called at every step; it may throw to end a search without end
 */
export function* wallsOf(rule: Rule, start: Wall, from: Wall, to: Wall, tick: () => void): Generator<Wall> {
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  const skipped = rule.count === null || isPlain(rule) ? periodsBefore(rule, start, from) : 0;
  if (rule.count !== null) left -= skipped;
  // The start itself always belongs to it, also where it does not keep the rule (RFC 5545, 3.8.5.3).
  if (skipped === 0 && left > 0) {
    left -= 1;
    yield start;
  }
  const inPeriod = periods(rule, start);
  for (let n = skipped; left > 0; n++) {
    tick();
    const period = inPeriod(n);
    if (period.start > to) return;
    for (const wall of atPositions(period.walls(), rule.positions)) {
      if (wall <= start) continue;
      if (left <= 0) return;
      left -= 1;
      yield wall;
    }
  }
}

/** Whether each period has exactly one time in it, so that times are counted by counting periods. */
function isPlain({ freq, months, weeks, yearDays, monthDays, days, hours, minutes, seconds }: Rule): boolean {
  const parts = [months, weeks, yearDays, monthDays, days, hours, minutes, seconds];
  return STEPS[freq] !== undefined && parts.every((part) => part === null);
}

/** How many whole periods lie before `from`, one left over. */
function periodsBefore({ freq, interval }: Rule, start: Wall, from: Wall): number {
  const step = STEPS[freq];
  if (step !== undefined) return Math.max(0, Math.floor((from - start) / (step * interval)) - 1);
  const [a, b] = [dateOf(start), dateOf(Math.max(start, from))];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return Math.max(0, Math.floor(months / (interval * (freq === 'YEARLY' ? 12 : 1))) - 1);
}

type Period = { readonly start: number; readonly walls: () => number[] };

/** The n-th period of a rule, and what happens in it by all parts but BYSETPOS, in order. */
function periods(rule: Rule, start: Wall): (n: number) => Period {
  const takes = takesDay(rule, start);
  const { freq, interval } = rule;
  const begin = dateOf(start);
  const clock = timesOfDay(rule, start);
  const days = (first: DayNumber, end: DayNumber): Period => ({
    start: first * DAY,
    walls() {
      const taken: DayNumber[] = [];
      for (let day = first; day < end; day++) if (takes(day)) taken.push(day);
      if (taken.length * clock.length > MOST_IN_PERIOD)
        throw new IcsProblem(`repeats more than ${MOST_IN_PERIOD} times in one step of its rule`);
      return taken.flatMap((day) => clock.map((time) => day * DAY + time));
    },
  });
  switch (freq) {
    case 'YEARLY':
      return (n) => {
        const year = begin.year + n * interval;
        return days(dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1));
      };
    case 'MONTHLY':
      return (n) => {
        const month = begin.month + n * interval;
        return days(dayNumber(begin.year, month, 1), dayNumber(begin.year, month + 1, 1));
      };
    case 'WEEKLY': {
      const today = Math.floor(start / DAY);
      const monday = today - ((weekdayOf(today) - rule.weekStart + 7) % 7);
      return (n) => days(monday + n * 7 * interval, monday + n * 7 * interval + 7);
    }
    case 'DAILY':
      return (n) => days(Math.floor(start / DAY) + n * interval, Math.floor(start / DAY) + n * interval + 1);
    default:
      return (n) => withinDay(rule, takes, start + n * interval * (STEPS[freq] as number));
  }
}

/** Times of day of rules whose periods are days or longer, in order. */
function timesOfDay({ hours, minutes, seconds }: Rule, start: Wall): number[] {
  const own = ((start % DAY) + DAY) % DAY;
  const at = (unit: number, of: number) => Math.floor((own % of) / unit);
  const times = (hours ?? [at(HOUR, DAY)]).flatMap((hour) =>
    (minutes ?? [at(MINUTE, HOUR)]).flatMap((minute) =>
      (seconds ?? [at(SECOND, MINUTE)]).map((second) => hour * HOUR + minute * MINUTE + second * SECOND),
    ),
  );
  return times;
}

/** One hour, minute or second of a rule: larger units sift, smaller ones spread. */
function withinDay(rule: Rule, takes: (day: DayNumber) => boolean, wall: number): Period {
  const { freq, hours, minutes, seconds } = rule;
  const unit = STEPS[freq] as number;
  const from = Math.floor(wall / unit) * unit;
  return {
    start: from,
    walls() {
      const time = wall - Math.floor(wall / DAY) * DAY;
      const minute = Math.floor((time % HOUR) / MINUTE);
      const second = Math.floor((time % MINUTE) / SECOND);
      if (hours && !hours.includes(Math.floor(time / HOUR))) return [];
      if (freq !== 'HOURLY' && minutes && !minutes.includes(minute)) return [];
      if (freq === 'SECONDLY' && seconds && !seconds.includes(second)) return [];
      if (!takes(Math.floor(wall / DAY))) return [];
      if (freq === 'SECONDLY') return [wall];
      const spread = (seconds ?? [second]).map((one) => one * SECOND);
      if (freq === 'MINUTELY') return spread.map((one) => from + one);
      return (minutes ?? [minute]).flatMap((one) => spread.map((rest) => from + one * MINUTE + rest));
    },
  };
}

/** BYSETPOS: the n-th of what one period has, from its end if negative. */
function atPositions(walls: number[], positions: readonly number[] | null): number[] {
  if (!positions) return walls;
  return walls.filter((_, n) => positions.includes(n + 1) || positions.includes(n - walls.length));
}
