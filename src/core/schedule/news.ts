import type { PersonId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import { type PersonDuty, without } from './duties-of';

/** What changed in one person's duty, from what they were told last to what is so now. */
export type DutyNews = {
  readonly lost: readonly PersonDuty[];
  readonly gained: readonly PersonDuty[];
  /** Start of their next duty as they were told, and as it is; null where they have none within what can be seen. */
  readonly nextBefore: PersonDuty | null;
  readonly nextAfter: PersonDuty | null;
};

/**
 * What somebody must hear about their own duty after the rota changed; null where nothing of theirs moved.
 * @param told their duty as they know it, @param now as it is; both cut to `span`, which begins at the present
 */
export function dutyNews(
  told: readonly PersonDuty[],
  now: readonly PersonDuty[],
  span: Span,
): DutyNews | null {
  const before = cut(told, span);
  const after = cut(now, span);
  const lost = without(before, after);
  const gained = without(after, before);
  if (lost.length + gained.length === 0) return null;
  return { lost, gained, nextBefore: before[0] ?? null, nextAfter: after[0] ?? null };
}

function cut(duties: readonly PersonDuty[], span: Span): PersonDuty[] {
  return duties
    .filter(({ start, end }) => start < span.end && end > span.start)
    .map((duty) => ({
      ...duty,
      start: Math.max(duty.start, span.start),
      end: Math.min(duty.end, span.end),
    }));
}

/** Who has a stretch of time now, in order, the same person once. */
export function holdersOf(
  duties: ReadonlyArray<Span & { readonly person: PersonId | null }>,
  span: Span,
): Array<PersonId | null> {
  const holders = duties.filter(({ start, end }) => start < span.end && end > span.start);
  return [...new Set(holders.map(({ person }) => person))];
}
