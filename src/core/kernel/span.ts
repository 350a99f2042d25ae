import type { Instant } from '../time/instant';

/** A half-open stretch of time, `[start, end)`; `start < end`. */
export type Span = { readonly start: Instant; readonly end: Instant };

/** Whether two half-open spans share an instant. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
