import type { Span } from '../kernel/span';
import type { Instant } from '../time/instant';

/** Spans as a set of instants: in order, none touching or overlapping another. Empty ones fall away. */
export function unionOf(spans: readonly Span[]): Span[] {
  const union: { start: Instant; end: Instant }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= start) continue;
    const last = union.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else union.push({ start, end });
  }
  return union;
}

/** What of a union lies within a span. */
export function within(union: readonly Span[], { start, end }: Span): Span[] {
  return union
    .filter((part) => part.start < end && start < part.end)
    .map((part) => ({ start: Math.max(part.start, start), end: Math.min(part.end, end) }));
}

/** Length of a union, in milliseconds. */
export function lengthOf(union: readonly Span[]): number {
  return union.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Length of what two unions share, in milliseconds; both are walked once. */
export function sharedLength(a: readonly Span[], b: readonly Span[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i] as Span, b[j] as Span];
    shared += Math.max(0, Math.min(left.end, right.end) - Math.max(left.start, right.start));
    if (left.end < right.end) i += 1;
    else j += 1;
  }
  return shared;
}
