import ICAL from 'ical.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/time/duration';
import { parseWall, printWall, type Wall } from '../../core/time/wall';
import { IcsProblem } from './ics-problem';

/** A rule that repeats, its end (COUNT, UNTIL) apart. */
export type Recurrence = {
  readonly rule: ICAL.Recur;
  readonly count: number | null;
  /** As it stands there: `2026-01-02`, `2026-01-02T09:00:00` or with a Z; '' for none. */
  readonly until: string;
};

const STEPS: Readonly<Record<string, number>> = {
  SECONDLY: SECOND,
  MINUTELY: MINUTE,
  HOURLY: HOUR,
  DAILY: DAY,
  WEEKLY: 7 * DAY,
};

/**
 * Takes a rule as ical.js read it. What ical.js would read silently in another way than RFC 5545 is refused by name:
 * a rota must not be wrong.
 * @throws IcsProblem
 */
export function recurrenceOf(value: unknown): Recurrence {
  const { until = '', count = null, ...data } = value as Record<string, unknown>;
  if (typeof data['freq'] !== 'string') throw new IcsProblem('has a repetition without FREQ');
  if (data['rscale'] !== undefined && !/^gregorian$/i.test(String(data['rscale'])))
    throw new IcsProblem('repeats by another calendar than the Gregorian (RSCALE), which is not read');
  if (data['byweekno'] !== undefined)
    throw new IcsProblem('repeats by week numbers (BYWEEKNO), which is not read');
  if (data['bysetpos'] !== undefined && !setPositionIsRead(data))
    throw new IcsProblem(`repeats ${data['freq']} by positions in a set (BYSETPOS), which is not read`);
  for (const [key, part] of Object.entries(data)) {
    // The iterator walks the parts in the order given, and would go back in time.
    if (Array.isArray(part) && key !== 'byday') data[key] = part.toSorted((a: number, b: number) => a - b);
  }
  return {
    rule: new ICAL.Recur(data as ConstructorParameters<typeof ICAL.Recur>[0]),
    count: typeof count === 'number' && count > 0 ? count : null,
    until: typeof until === 'string' ? until : '',
  };
}

/** ical.js applies positions to weekdays within one month. */
function setPositionIsRead(data: Readonly<Record<string, unknown>>): boolean {
  if (data['byday'] === undefined || data['bymonthday'] !== undefined) return false;
  return data['freq'] === 'MONTHLY' || (data['freq'] === 'YEARLY' && typeof data['bymonth'] === 'number');
}

/**
 * The wall clocks at which something happens that first happened at `start`, in order, for ever unless COUNT ends it.
 * Where the rule allows, it begins shortly before `from` instead of walking there from `start`.
 * @throws IcsProblem for a rule that contradicts itself
 */
export function* wallsOf({ rule, count }: Recurrence, start: Wall, from: Wall): Generator<Wall> {
  const step = STEPS[rule.freq];
  let left = count ?? Number.POSITIVE_INFINITY;
  let first = start;
  // A rule that counts cannot be entered in the middle, unless each step is exactly one time.
  if (step !== undefined && (count === null || Object.keys(rule.parts).length === 0)) {
    const skipped = Math.max(0, Math.floor((from - start) / (step * rule.interval)) - 1);
    left -= skipped;
    first = (start + skipped * step * rule.interval) as Wall;
  }
  // The start itself always belongs to it, also where it does not keep the rule (RFC 5545, 3.8.5.3).
  if (first === start && left > 0) {
    left -= 1;
    yield start;
  }
  if (left <= 0) return;
  let iterator: ICAL.RecurIterator;
  try {
    iterator = rule.iterator(
      ICAL.Time.fromDateTimeString(`${printWall(first)}:00`.slice(0, 19), undefined as never),
    );
  } catch (error) {
    throw new IcsProblem(`has a repetition that contradicts itself: ${(error as Error).message}`);
  }
  while (left > 0) {
    const time = iterator.next();
    const wall = time === null ? null : parseWall(time.toString().slice(0, 19));
    // null: the year 10000, or the rule's own end.
    if (wall === null) return;
    if (wall <= start || time === null || !keeps(time, rule, start)) continue;
    left -= 1;
    yield wall;
  }
}

/**
 * ical.js moves days that do not exist (30 February, 31 April, 29 February of most years) into the next month; RFC 5545
 * (3.3.10) leaves them out.
 */
function keeps({ month, day, year }: ICAL.Time, { freq, parts }: ICAL.Recur, start: Wall): boolean {
  if (parts['BYMONTH'] && !parts['BYMONTH'].includes(month)) return false;
  const days = parts['BYMONTHDAY'];
  if (days) return days.includes(day) || days.includes(day - ICAL.Time.daysInMonth(month, year) - 1);
  if ((freq !== 'YEARLY' && freq !== 'MONTHLY') || parts['BYDAY'] || parts['BYYEARDAY']) return true;
  return day === Number(printWall(start).slice(8, 10));
}
