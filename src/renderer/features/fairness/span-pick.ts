import { DAY } from '../../../core/time/duration';
import { dayOf, instantOf, parseWall, printWall, type Wall, wallOf } from '../../../core/time/wall';

/** Which stretch of time is looked at. */
export const PICKS = ['weeks', 'last', 'this', 'next', 'year', 'custom'] as const;
export type Pick = (typeof PICKS)[number];

/** Whole days, the last one included, as `2026-11-23`. */
export type Days = { readonly first: string; readonly last: string };

export const PICK_WORDS: Record<Pick, string> = {
  weeks: 'Last 4 weeks',
  last: 'Last quarter',
  this: 'This quarter',
  next: 'Next quarter',
  year: 'This year',
  custom: 'Other days',
};

/** The days of a pick on the calendar of a zone; `custom` are the person's own. */
export function daysOf(pick: Pick, now: number, zone: string, custom: Days): Days {
  if (pick === 'custom') return custom;
  const today = dayOf(wallOf(now, zone));
  if (pick === 'weeks') return days(today - 27 * DAY, today);
  const date = new Date(today);
  const year = date.getUTCFullYear();
  if (pick === 'year') return days(Date.UTC(year, 0, 1), Date.UTC(year, 11, 31));
  const quarter = Math.floor(date.getUTCMonth() / 3) + { last: -1, this: 0, next: 1 }[pick];
  return days(Date.UTC(year, quarter * 3, 1), Date.UTC(year, quarter * 3 + 3, 0));
}

export type Span = { readonly from: number; readonly to: number };

const MOST_DAYS = 800;

/** The instants of whole days in a zone, or words that say what is wrong with the days. */
export function spanOf({ first, last }: Days, zone: string): Span | string {
  const from = midnight(first);
  const to = midnight(last);
  if (from === null) return 'Choose the first day.';
  if (to === null) return 'Choose the last day.';
  if (to < from) return 'The last day is before the first.';
  if (to - from >= MOST_DAYS * DAY) return `At most ${MOST_DAYS} days at a time.`;
  return { from: instantOf(from, zone), to: instantOf(to + DAY, zone) };
}

/** `1 Oct to 31 Dec 2026`. */
export function daysText({ first, last }: Days): string {
  const [from, to] = [midnight(first), midnight(last)];
  if (from === null || to === null) return '';
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  const text = (day: Wall, year: boolean) =>
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      ...(year ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(day);
  return `${text(from, !sameYear)} to ${text(to, true)}`;
}

function midnight(day: string): Wall | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseWall(`${day}T00:00`) : null;
}

function days(first: Wall, last: Wall): Days {
  return { first: printWall(first).slice(0, 10), last: printWall(last).slice(0, 10) };
}
