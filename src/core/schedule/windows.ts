import type { Span } from '../kernel/span';
import { DAY } from '../time/duration';
import { dayOf, instantOf, type Wall, wallOf, weekdayOf } from '../time/wall';
import type { Calendars } from './calendars';
import type { Hours } from './schedule';

/**
 * When a layer has anybody at all, as spans cut to the one asked for, in order and apart (rota.md, rule 4). No hours at
 * all is always. A window opens and closes on the wall clock, each resolved on its own; one that thereby closes before
 * it opens is none. A calendar file that cannot be read gives no windows.
 */
export function windowsOf(
  hours: readonly Hours[],
  zone: string,
  calendars: Calendars,
  span: Span,
): readonly Span[] {
  if (hours.length === 0) return [span];
  const found = hours.flatMap((each) => windows(each, zone, calendars, span));
  return joined(found, span);
}

function windows(hours: Hours, zone: string, calendars: Calendars, span: Span): readonly Span[] {
  switch (hours.kind) {
    case 'calendar':
      return calendars.events(hours.path, span) ?? [];
    case 'daily': {
      const length = hours.to - hours.from + (hours.to <= hours.from ? DAY : 0);
      const days = hours.days;
      return opened(zone, span, 1, (day) =>
        days === null || days.includes(weekdayOf(day)) ? [day + hours.from, day + hours.from + length] : null,
      );
    }
    case 'weekly': {
      const { from, to } = hours;
      const between = (to.day - from.day) * DAY + to.time - from.time;
      const length = between + (between <= 0 ? 7 * DAY : 0);
      return opened(zone, span, 7, (day) =>
        weekdayOf(day) === from.day ? [day + from.time, day + from.time + length] : null,
      );
    }
  }
}

/** Asks each day that matters for the span for its window on the wall; `reach` is how many days a window lasts at most. */
function opened(
  zone: string,
  span: Span,
  reach: number,
  windowOf: (day: Wall) => readonly [Wall, Wall] | null,
): Span[] {
  const spans: Span[] = [];
  // One day more on either side: a zone may leave a whole day out, or have it twice.
  const last = dayOf(wallOf(span.end, zone)) + DAY;
  for (let day = dayOf(wallOf(span.start, zone)) - (reach + 1) * DAY; day <= last; day += DAY) {
    const window = windowOf(day);
    if (window === null) continue;
    const start = instantOf(window[0], zone);
    const end = instantOf(window[1], zone);
    if (start < end) spans.push({ start, end });
  }
  return spans;
}

/** The union of spans, in order, cut to a span. */
function joined(spans: readonly Span[], within: Span): Span[] {
  const sorted = spans
    .filter(({ start, end }) => start < within.end && within.start < end && start < end)
    .sort((a, b) => a.start - b.start);
  const union: { start: number; end: number }[] = [];
  for (const span of sorted) {
    const start = Math.max(span.start, within.start);
    const end = Math.min(span.end, within.end);
    const before = union.at(-1);
    if (before && start <= before.end) before.end = Math.max(before.end, end);
    else union.push({ start, end });
  }
  return union;
}
