import type { Hours } from '../schedule/schedule';
import { DAY, type Duration } from '../time/duration';

const WEEK: Duration = 7 * DAY;

/** Whether windows leave no minute of a week outside of them. Those of calendar files count as nothing. */
export function isWeekCovered(hours: readonly Hours[]): boolean {
  const spans = hours.flatMap(spansOf).sort((a, b) => a.start - b.start);
  let covered: Duration = 0;
  for (const { start, end } of spans) {
    if (start > covered) return false;
    covered = Math.max(covered, end);
  }
  return covered >= WEEK;
}

type Span = { readonly start: Duration; readonly end: Duration };

/** From Monday 00:00; one over the end of the week is two. */
function spansOf(window: Hours): Span[] {
  if (window.kind === 'calendar') return [];
  if (window.kind === 'weekly') {
    const at = (bound: { day: number; time: Duration }) => (bound.day - 1) * DAY + bound.time;
    return wrapped(at(window.from), length(at(window.from), at(window.to), WEEK));
  }
  const days = window.days ?? [1, 2, 3, 4, 5, 6, 7];
  return days.flatMap((day) => wrapped((day - 1) * DAY + window.from, length(window.from, window.to, DAY)));
}

/** `to` at or before `from` is a round later. */
function length(from: Duration, to: Duration, round: Duration): Duration {
  return to > from ? to - from : to - from + round;
}

function wrapped(start: Duration, long: Duration): Span[] {
  const end = start + long;
  if (end <= WEEK) return [{ start, end }];
  return [
    { start, end: WEEK },
    { start: 0, end: end - WEEK },
  ];
}
