import type { RingingView } from '../../contract/views/ringing';

/** What a new state of ringing asks of the pop-up. */
export type RingingChange = 'show' | 'raise' | 'hide' | 'keep';

/** Newly ringing: show. Another page, or the same one again: raise. Nothing left: hide. */
export function ringingChange(before: RingingView | null, after: RingingView): RingingChange {
  if (after.total === 0) return before && before.total > 0 ? 'hide' : 'keep';
  if (!before || before.total === 0) return 'show';
  const known = new Map(before.pages.map((page) => [page.incident, page.pagedAt]));
  return after.pages.some((page) => page.pagedAt > (known.get(page.incident) ?? -Infinity))
    ? 'raise'
    : 'keep';
}
