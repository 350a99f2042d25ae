import type { Plan, PlanProblem } from './problem';

/** Plain taking turns in the order of the list, whoever is away: what a layer does by itself. */
export function roundRobin(problem: PlanProblem): Plan {
  return problem.slots.map((_, slot) => slot % problem.people.length);
}
