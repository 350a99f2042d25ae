import { CATEGORIES, type Plan, type PlanProblem } from './problem';
import { makeTally, type Tally } from './tally';

/** A plan is worth `total` first; of two that score the same, the one whose loads lie closer together. */
type Worth = { readonly total: number; readonly squares: number };

const CLOSE = 1e-6;
/** So much is given back and dealt anew each round, to get out of where no single move helps. */
const SHAKEN = 3;

/**
 * Betters a plan by small steps: a shift to somebody else, or two people trade shifts, as long as the score falls, or
 * stays while the loads come closer together (the score looks at the most and the least loaded only; this looks at
 * those between). Then shakes a few shifts and tries again. The rules stay kept, and the same plan gives the same answer.
 * @param plan keeps the rules
 * @param effort how many moves are looked at, at most
 */
export function improve(problem: PlanProblem, plan: Plan, effort: number): Plan {
  const tally = makeTally(problem, plan);
  const budget = { left: effort };
  const chance = sequence(problem.slots.length * 31 + problem.people.length);
  descend(problem, tally, budget);
  let best = { plan: tally.plan(), worth: worthOf(problem, tally) };
  while (budget.left > 0 && problem.people.length > 1) {
    shake(problem, tally, budget, chance);
    descend(problem, tally, budget);
    const worth = worthOf(problem, tally);
    if (better(worth, best.worth)) best = { plan: tally.plan(), worth };
    else tally.reset(best.plan);
  }
  return best.plan;
}

/** Takes every move that helps, until none does. */
function descend(problem: PlanProblem, tally: Tally, budget: { left: number }): void {
  let worth = worthOf(problem, tally);
  for (let found = true; found && budget.left > 0; ) {
    found = false;
    for (let a = 0; a < problem.slots.length; a++) {
      for (let person = 0; person < problem.people.length; person++) {
        budget.left -= 1;
        const had = tally.at(a);
        if (person === had || !tally.mayTake(person, a)) continue;
        tally.give(a, person);
        const now = worthOf(problem, tally);
        if (better(now, worth)) [worth, found] = [now, true];
        else tally.give(a, had);
      }
      for (let b = a + 1; b < problem.slots.length; b++) {
        budget.left -= 1;
        const left = tally.at(a);
        const right = tally.at(b);
        if (left === right || !tally.couldTake(right, a) || !tally.couldTake(left, b)) continue;
        if (!tally.swap(a, b)) continue;
        const now = worthOf(problem, tally);
        if (better(now, worth)) [worth, found] = [now, true];
        else tally.swap(a, b);
      }
      if (budget.left <= 0) return;
    }
  }
}

function shake(
  problem: PlanProblem,
  tally: Tally,
  budget: { left: number },
  chance: (below: number) => number,
): void {
  for (let i = 0; i < SHAKEN; i++) {
    const slot = chance(problem.slots.length);
    const person = chance(problem.people.length);
    budget.left -= 1;
    if (person !== tally.at(slot) && tally.mayTake(person, slot)) tally.give(slot, person);
  }
}

function worthOf(problem: PlanProblem, tally: Tally): Worth {
  let total = tally.unmet();
  let squares = 0;
  for (const [i, category] of CATEGORIES.entries()) {
    const weight = problem.weights[category];
    if (weight === 0) continue;
    const { most, least, squared } = tally.figures(i);
    total += weight * (most - least);
    squares += weight * squared;
  }
  return { total, squares };
}

function better(a: Worth, b: Worth): boolean {
  if (a.total < b.total - CLOSE) return true;
  return a.total < b.total + CLOSE && a.squares < b.squares - CLOSE;
}

/** Numbers that look like chance and are the same each time (a linear congruential generator). */
function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
