import { overlaps } from '../kernel/span';
import type { Instant } from '../time/instant';
import type { Piece } from './act';

/** Pieces as a set of hours: by start, then schedule; those of one schedule neither touch nor overlap. */
export function mergedPieces(pieces: readonly Piece[]): Piece[] {
  const [only] = pieces;
  if (only && pieces.length === 1) return only.start < only.end ? [plain(only)] : [];
  const merged: Piece[] = [];
  for (const piece of pieces.toSorted(bySchedule)) {
    if (piece.end <= piece.start) continue;
    const last = merged.at(-1);
    if (last && last.schedule === piece.schedule && piece.start <= last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, piece.end) };
    else merged.push(plain(piece));
  }
  return merged.toSorted((a, b) => a.start - b.start || compare(a.schedule, b.schedule));
}

/** What of `whole` is not in `part`, merged. */
export function without(whole: readonly Piece[], part: readonly Piece[]): Piece[] {
  let left = mergedPieces(whole);
  for (const cut of part) {
    left = left.flatMap((piece) => {
      if (piece.schedule !== cut.schedule || !overlaps(piece, cut)) return [piece];
      return [
        { ...piece, end: Math.min(piece.end, cut.start) },
        { ...piece, start: Math.max(piece.start, cut.end) },
      ].filter(({ start, end }) => start < end);
    });
  }
  return left;
}

/** What is in both, merged. */
export function common(a: readonly Piece[], b: readonly Piece[]): Piece[] {
  return mergedPieces(
    a.flatMap((one) =>
      b
        .filter((other) => other.schedule === one.schedule && overlaps(one, other))
        .map((other) => ({
          schedule: one.schedule,
          start: Math.max(one.start, other.start),
          end: Math.min(one.end, other.end),
        })),
    ),
  );
}

/** Whether all hours of `part` are in `whole`. */
export function isWithin(part: readonly Piece[], whole: readonly Piece[]): boolean {
  return without(part, whole).length === 0;
}

/** Whether both are the same hours, however cut. */
export function sameHours(a: readonly Piece[], b: readonly Piece[]): boolean {
  return isWithin(a, b) && isWithin(b, a);
}

/** When the first of them begins; null for none. */
export function earliestStart(pieces: readonly Piece[]): Instant | null {
  return pieces.length === 0 ? null : Math.min(...pieces.map(({ start }) => start));
}

/** When the last of them ends; null for none. */
export function latestEnd(pieces: readonly Piece[]): Instant | null {
  return pieces.length === 0 ? null : Math.max(...pieces.map(({ end }) => end));
}

function bySchedule(a: Piece, b: Piece): number {
  return compare(a.schedule, b.schedule) || a.start - b.start;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function plain({ schedule, start, end }: Piece): Piece {
  return { schedule, start, end };
}
