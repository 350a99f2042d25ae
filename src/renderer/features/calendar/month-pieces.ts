import { wallOf } from '../../../core/time/wall';
import { type DutyLane, type DutyShift, shiftsIn } from '../../parts/rota-model';
import { DAY, midnight } from './calendar-days';

/** The part of a shift that falls into a week, and where it stands across it: 0 Monday's midnight, 1 the next. */
export type MonthPiece = {
  readonly shift: DutyShift;
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly width: number;
};

/** Where an instant stands across a week, true to the hour on the wall; days are equally wide whatever their length. */
export function across(at: number, weekStart: number, zone: string, days = 7): number {
  const from = midnight(wallOf(weekStart, zone));
  return Math.min(1, Math.max(0, (wallOf(at, zone) - from) / (days * DAY)));
}

/** A lane's week, in order. `start` and `end` are the week's first instants. */
export function weekPieces(lane: DutyLane, start: number, end: number, zone: string): readonly MonthPiece[] {
  return shiftsIn(lane, start, end).map((shift) => {
    const from = Math.max(start, shift.start);
    const to = Math.min(end, shift.end);
    const left = from === start ? 0 : across(from, start, zone);
    const right = to === end ? 1 : across(to, start, zone);
    return { shift, from, to, left, width: Math.max(0, right - left) };
  });
}

/** Spans stacked so that none covers another: the row of each. */
export function stack<T extends { readonly start: number; readonly end: number }>(
  spans: readonly T[],
): readonly { readonly span: T; readonly row: number }[] {
  const ends: number[] = [];
  return spans
    .toSorted((a, b) => a.start - b.start)
    .map((span) => {
      const free = ends.findIndex((end) => end <= span.start);
      const row = free < 0 ? ends.length : free;
      ends[row] = span.end;
      return { span, row };
    });
}
