import type { PlanProblem } from './problem';

/** The slots from `first` to `last` of a problem as a problem of their own; what is fixed before stays. */
export function partOf(problem: PlanProblem, first: number, last: number): PlanProblem {
  const cut = <T>(items: readonly T[]) => items.slice(first, last + 1);
  return {
    ...problem,
    slots: cut(problem.slots),
    loads: problem.loads.map(cut),
    blocked: problem.blocked.map(cut),
    preferences: problem.preferences
      .filter(({ slot }) => slot >= first && slot <= last)
      .map(({ person, slot }) => ({ person, slot: slot - first })),
  };
}
