import type { ReadinessView } from '../../../contract/readiness/readiness-views';
import { dayOf, instantOf, wallOf } from '../../../core/time/wall';

const DAY = 86_400_000;

type Kind = ReadinessView['ahead']['schedules'][number]['spans'][number]['kind'];

/** A stretch of a day: where it begins and how long it is, as parts of the day. */
export type Piece = {
  readonly from: number;
  readonly length: number;
  readonly kind: Kind;
  readonly name: string;
};
export type AheadDay = { readonly start: number; readonly end: number; readonly pieces: readonly Piece[] };

/** The look ahead cut into days of a zone; a day on which the clocks change has 23 or 25 hours. */
export function daysAhead({ ahead, timeZone }: ReadinessView): AheadDay[] {
  const days: AheadDay[] = [];
  for (let wall = dayOf(wallOf(ahead.from, timeZone)); ; wall += DAY) {
    const start = instantOf(wall, timeZone);
    const end = instantOf(wall + DAY, timeZone);
    if (start >= ahead.to) return days;
    const pieces = ahead.schedules.flatMap(({ name, spans }) =>
      spans
        .filter((span) => span.end > start && span.start < end)
        .map((span) => {
          const from = (Math.max(span.start, start) - start) / (end - start);
          const until = (Math.min(span.end, end) - start) / (end - start);
          return { from, length: until - from, kind: span.kind, name };
        }),
    );
    days.push({ start, end, pieces });
  }
}
