import type { Span } from '../kernel/span';
import { DAY, HOUR } from '../time/duration';
import { instantOf, type Wall, wallOf } from '../time/wall';
import { unionOf } from './spans';

const NIGHT_BEGINS = 22 * HOUR;
const NIGHT_ENDS = DAY + 7 * HOUR;

/**
 * The nights that touch a span: 22:00 to 07:00 on the wall clock of a zone, each bound an instant of its own, so that
 * a night on which the clocks change has 8 or 10 hours.
 */
export function nightsIn(span: Span, zone: string): Span[] {
  return remembered(`night ${zone} ${span.start} ${span.end}`, () =>
    windows(span, zone, DAY, 0, NIGHT_BEGINS, NIGHT_ENDS),
  );
}

/** The weekends that touch a span: Saturday 00:00 to Monday 00:00 on the wall clock of a zone. */
export function weekendsIn(span: Span, zone: string): Span[] {
  return remembered(`weekend ${zone} ${span.start} ${span.end}`, () =>
    // 1970-01-01 was a Thursday: the third day of a week that begins on a Saturday two days later.
    windows(span, zone, 7 * DAY, 2 * DAY, 0, 2 * DAY),
  );
}

/** The whole days of a calendar, `2026-12-25` each, in a zone. Days that do not exist are left out. */
export function daySpan(day: Wall, days: number, zone: string): Span {
  return { start: instantOf(day, zone), end: instantOf(day + days * DAY, zone) };
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
  // One period more on both sides: a wall clock may run ahead of, or behind, where it stood.
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

// A team's people share few zones, and everybody's load is asked for over the same span: each zone's nights are
// worked out once. The answers depend on nothing but the key.
const MOST_REMEMBERED = 100;
const answers = new Map<string, Span[]>();

function remembered(key: string, make: () => Span[]): Span[] {
  const known = answers.get(key);
  if (known) return known;
  const made = make();
  if (answers.size >= MOST_REMEMBERED) answers.clear();
  answers.set(key, made);
  return made;
}
