import { IcsProblem, shown } from './ics-problem';

export type Frequency = 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A weekday of a rule, Sunday 0; `nth` of month or year, from its end if negative; 0 is every one. */
export type RuleDay = { readonly weekday: number; readonly nth: number };

/** A rule that repeats (RFC 5545, 3.3.10). Lists are null where the rule has none. */
export type Rule = {
  readonly freq: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As it stands there: `2026-01-02`, `2026-01-02T09:00:00` or with a Z; '' for none. */
  readonly until: string;
  /** Sunday 0. */
  readonly weekStart: number;
  readonly months: readonly number[] | null;
  readonly weeks: readonly number[] | null;
  readonly yearDays: readonly number[] | null;
  readonly monthDays: readonly number[] | null;
  readonly days: readonly RuleDay[] | null;
  readonly hours: readonly number[] | null;
  readonly minutes: readonly number[] | null;
  readonly seconds: readonly number[] | null;
  readonly positions: readonly number[] | null;
};

const FREQUENCIES: readonly string[] = [
  'SECONDLY',
  'MINUTELY',
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
];
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const KNOWN =
  /^(freq|interval|count|until|wkst|rscale|skip|x-.*|by(month|weekno|yearday|monthday|day|hour|minute|second|setpos))$/;

/** Takes a rule as ical.js parsed it. @throws IcsProblem for what is not understood: a rota must not be wrong silently */
export function ruleOf(value: unknown): Rule {
  const data = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(data).find((key) => !KNOWN.test(key));
  if (unknown !== undefined)
    throw new IcsProblem(`repeats by something that is not known: ${shown(unknown, 30)}`);
  const { rscale } = data;
  if (rscale !== undefined && !(typeof rscale === 'string' && /^gregorian$/i.test(rscale)))
    throw new IcsProblem('repeats by another calendar than the Gregorian (RSCALE), which is not read');
  const freq = data['freq'];
  if (typeof freq !== 'string' || !FREQUENCIES.includes(freq))
    throw new IcsProblem('repeats without saying how often (FREQ)');
  const { interval, count, until, wkst } = data;
  return {
    freq: freq as Frequency,
    // 0 is forbidden, yet written; every reader takes it as 1.
    interval: typeof interval === 'number' && interval > 0 ? interval : 1,
    count: typeof count === 'number' && count > 0 ? count : null,
    until: typeof until === 'string' ? until : '',
    weekStart: typeof wkst === 'number' ? wkst - 1 : 1,
    months: numbers(data['bymonth']),
    weeks: numbers(data['byweekno']),
    yearDays: numbers(data['byyearday']),
    monthDays: numbers(data['bymonthday']),
    days: daysOf(data['byday']),
    hours: numbers(data['byhour']),
    minutes: numbers(data['byminute']),
    // A leap second is read as the one before it.
    seconds: numbers(data['bysecond'])?.map((second) => Math.min(second, 59)) ?? null,
    positions: numbers(data['bysetpos']),
  };
}

function numbers(value: unknown): number[] | null {
  if (value === undefined) return null;
  const list = (Array.isArray(value) ? value : [value]).filter((n): n is number => typeof n === 'number');
  return list.toSorted((a, b) => a - b);
}

function daysOf(value: unknown): RuleDay[] | null {
  if (value === undefined) return null;
  return (Array.isArray(value) ? value : [value]).map((text) => {
    const m = /^([+-]?\d{0,2})([A-Z]{2})$/.exec(String(text));
    const weekday = DAYS.indexOf(m?.[2] ?? '');
    if (weekday < 0) throw new IcsProblem(`repeats on a day that is none: ${shown(String(text), 20)}`);
    return { weekday, nth: Number(m?.[1]) || 0 };
  });
}
