import { DateTime } from 'luxon';
import type { CalendarSpan } from './calendar-toolbar';

/** Days the agenda shows; the date is the last of them, for it tells what has been. */
export const AGENDA_DAYS = 14;

export type Shown = { readonly from: number; readonly to: number; readonly title: string };

/** The instants on the screen (half-open) and their heading. Weeks begin on Monday; `zone` as zonedLocalizer takes it. */
export function visibleRange(view: CalendarSpan, date: Date, zone: string): Shown {
  const day = DateTime.fromJSDate(date, { zone }).setLocale('en-GB').startOf('day');
  if (view === 'month') {
    const month = day.startOf('month');
    return span(
      month.startOf('week'),
      month.endOf('month').endOf('week').plus(1),
      month.toFormat('LLLL yyyy'),
    );
  }
  const from = view === 'week' ? day.startOf('week') : day.minus({ days: AGENDA_DAYS - 1 });
  const to = view === 'week' ? from.plus({ weeks: 1 }) : day.plus({ days: 1 });
  return span(from, to, rangeTitle(from, to.minus({ days: 1 })));
}

/** The date to go to, so that the next span begins where this one ends. */
export function step(view: CalendarSpan, date: Date, by: -1 | 1, zone: string): Date {
  const at = DateTime.fromJSDate(date, { zone });
  if (view === 'month') return at.startOf('month').plus({ months: by }).toJSDate();
  return at.plus(view === 'week' ? { weeks: by } : { days: by * AGENDA_DAYS }).toJSDate();
}

/** An event that is cut at the top of the week is taken in whole, unless it is longer than this. Minutes. */
const SHORT = 180;
/** What an event takes at the least as it is drawn. Minutes. */
const DRAWN = 40;

/**
 * The time of day, in minutes, at which the week is first shown: before the working day, or two hours before now when
 * that is earlier; half an hour before the full hour, so that its label stands clear of the heading; and earlier where
 * that would cut an event in two.
 * @param spans the week's events, instants
 */
export function weekOpensAt(
  now: number,
  zone: string,
  spans: readonly { readonly start: number; readonly end: number }[] = [],
): number {
  const here = DateTime.fromMillis(now, { zone });
  const drawn = spans.map(({ start, end }) => {
    const at = DateTime.fromMillis(start, { zone });
    const from = at.hour * 60 + at.minute;
    return { from, to: from + Math.max(DRAWN, (end - start) / 60_000) };
  });
  let top = Math.max(0, Math.min(7, here.hour - 2) * 60 - 30);
  for (const { from, to } of drawn.sort((a, b) => b.from - a.from))
    if (from < top && to > top && to - from <= SHORT) top = Math.max(0, from - 10);
  return top;
}

function span(from: DateTime, to: DateTime, title: string): Shown {
  return { from: from.toMillis(), to: to.toMillis(), title };
}

function rangeTitle(from: DateTime, last: DateTime): string {
  const first = from.year !== last.year ? 'd LLLL yyyy' : from.month !== last.month ? 'd LLLL' : 'd';
  return `${from.toFormat(first)} – ${last.toFormat('d LLLL yyyy')}`;
}
