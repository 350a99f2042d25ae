import { DateTime } from 'luxon';

export type CalendarSpan = 'month' | 'week' | 'agenda';

/** Days the agenda shows, the date's own first. */
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
  const from = view === 'week' ? day.startOf('week') : day;
  const to = from.plus(view === 'week' ? { weeks: 1 } : { days: AGENDA_DAYS });
  return span(from, to, rangeTitle(from, to.minus({ days: 1 })));
}

/** The date to go to, so that the next span begins where this one ends. */
export function step(view: CalendarSpan, date: Date, by: -1 | 1, zone: string): Date {
  const at = DateTime.fromJSDate(date, { zone });
  if (view === 'month') return at.startOf('month').plus({ months: by }).toJSDate();
  return at.plus(view === 'week' ? { weeks: by } : { days: by * AGENDA_DAYS }).toJSDate();
}

/**
 * The time of day, in minutes, at which the week is first shown: before the working day, or two hours before now when
 * that is earlier; half an hour before the full hour, so that its label stands clear of the heading.
 */
export function weekOpensAt(now: number, zone: string): number {
  const { hour } = DateTime.fromMillis(now, { zone });
  return Math.max(0, Math.min(7, hour - 2) * 60 - 30);
}

function span(from: DateTime, to: DateTime, title: string): Shown {
  return { from: from.toMillis(), to: to.toMillis(), title };
}

function rangeTitle(from: DateTime, last: DateTime): string {
  const first = from.year !== last.year ? 'd LLLL yyyy' : from.month !== last.month ? 'd LLLL' : 'd';
  return `${from.toFormat(first)} – ${last.toFormat('d LLLL yyyy')}`;
}
