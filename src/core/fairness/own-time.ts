import type { Span } from '../kernel/span';
import { DAY, HOUR } from '../time/duration';
import { instantOf, wallOf } from '../time/wall';
import { unionOf } from './spans';

const NIGHT_BEGINS = 22 * HOUR;
const NIGHT_ENDS = DAY + 7 * HOUR;

/**
 * The nights that touch a span: 22:00 to 07:00 on the wall clock of a zone, each bound an instant of its own, so that
 * a night on which the clocks change has 8 or 10 hours.
 */
export function nightsIn(span: Span, zone: string): Span[] {
  return windows(span, zone, DAY, 0, NIGHT_BEGINS, NIGHT_ENDS);
}

/** The weekends that touch a span: Saturday 00:00 to Monday 00:00 on the wall clock of a zone. */
export function weekendsIn(span: Span, zone: string): Span[] {
  // 1970-01-01 was a Thursday: the first Saturday came two days later.
  return windows(span, zone, 7 * DAY, 2 * DAY, 0, 2 * DAY);
}

/** Windows that come every `every` of wall clock, counted from `origin`, from `opens` to `closes` of each. */
function windows(
  span: Span,
  zone: string,
  every: number,
  origin: number,
  opens: number,
  closes: number,
): Span[] {
  const found: Span[] = [];
  // The last that was over when the span began: clocks may have gone back since.
  const first = Math.floor((wallOf(span.start, zone) - closes - origin) / every);
  for (let period = first; ; period += 1) {
    const base = origin + period * every;
    const start = instantOf(base + opens, zone);
    // Where a zone left out a whole day, two of them fall together.
    if (start >= span.end) return unionOf(found);
    const end = instantOf(base + closes, zone);
    if (end > span.start && end > start) found.push({ start, end });
  }
}
