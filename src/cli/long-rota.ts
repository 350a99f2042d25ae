import { err, ok, type Result } from '../core/kernel/result';
import type { Span } from '../core/kernel/span';
import type { Duty } from '../core/schedule/shift';

/** How much is resolved at once: the spans between one bound and the next are many more than the duties they come to. */
const PIECE = 5 * 366 * 86_400_000;

/** More duties than anybody reads, and as many as fit well into one answer. */
const MOST = 2_000_000;

/**
 * The duties of a span of any length, found piece by piece and joined where a duty goes over the edge of a piece.
 * @param dutiesOver the duties of one piece, without gaps and in order
 * @returns them, or a sentence when they are too many
 */
export function longRota(
  { start, end }: Span,
  dutiesOver: (piece: Span) => readonly Duty[],
  most = MOST,
): Result<readonly Duty[], string> {
  const found: Duty[] = [];
  for (let from = start; from < end; from += PIECE) {
    for (const duty of dutiesOver({ start: from, end: Math.min(from + PIECE, end) })) {
      const last = found.at(-1);
      if (last && last.end === duty.start && last.person === duty.person)
        found[found.length - 1] = { ...last, end: duty.end };
      else found.push(duty);
    }
    if (found.length > most)
      return err(`that is more than ${most.toLocaleString('en')} duties; ask for a shorter span`);
  }
  return ok(found);
}
