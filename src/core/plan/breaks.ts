import { type Obstacle, obstacle } from './obstacles';
import type { Plan, PlanProblem } from './problem';
import { type NameOf, obstaclesWords, spanWords } from './words';

const MOST_TOLD = 20;

/**
 * The rules that a plan breaks, a sentence each, in order of time; [] for a plan that keeps them all. At most twenty,
 * then how many more.
 */
export function breaksOf(problem: PlanProblem, plan: Plan, name: NameOf): string[] {
  const found = plan.flatMap((person, slot) => {
    const wrong = obstacle(problem, plan, person, slot);
    // Of two shifts too near to each other, the later one is told.
    return wrong === null || isLater(wrong, slot) ? [] : [{ person, slot, obstacle: wrong }];
  });
  const told = found.slice(0, MOST_TOLD).map(({ person, slot, obstacle }) => {
    const span = problem.slots[slot];
    return `${span ? spanWords(span, problem.zone) : ''}: ${obstaclesWords(problem, [{ person, obstacle }], name)}.`;
  });
  return found.length > MOST_TOLD ? [...told, `And ${found.length - MOST_TOLD} more.`] : told;
}

/** Whether a plan keeps every rule. */
export function keepsRules(problem: PlanProblem, plan: Plan): boolean {
  return plan.every((person, slot) => obstacle(problem, plan, person, slot) === null);
}

function isLater(wrong: Obstacle, slot: number): boolean {
  return wrong.kind === 'rest' && wrong.slot !== null && wrong.slot > slot;
}
