import type { Span } from '../kernel/span';
import type { Duration } from '../time/duration';
import type { PlanProblem } from './problem';
import { tooSoonAfterBefore, weeksOf } from './rules';

/** Why a person should not have a slot. Lengths in milliseconds. */
export type Obstacle =
  | { readonly kind: 'away'; readonly reason: string }
  | { readonly kind: 'refuses'; readonly date: string }
  /** `rest` left between the slot and another shift of theirs; `slot` null: one before the plan. */
  | { readonly kind: 'rest'; readonly rest: Duration; readonly other: Span; readonly slot: number | null }
  /** `duty` in seven days, with the slot. */
  | { readonly kind: 'week'; readonly duty: Duration };

/** What is in the way of a slot whatever else the person has; null for nothing. */
export function ownObstacle(problem: PlanProblem, person: number, slot: number): Obstacle | null {
  const block = problem.blocked[person]?.[slot];
  if (block) return block;
  const other = tooSoonAfterBefore(problem, person, slot);
  if (!other) return null;
  return { kind: 'rest', rest: (problem.slots[slot] as Span).start - other.end, other, slot: null };
}

/**
 * What is in the way of a person having a slot in a plan: their own reasons first, else the shifts they have beside it.
 * @param plan what the others and they have; what it says of the slot itself does not count
 */
export function obstacle(
  problem: PlanProblem,
  plan: readonly (number | null)[],
  person: number,
  slot: number,
): Obstacle | null {
  return (
    ownObstacle(problem, person, slot) ??
    tooLittleRest(problem, plan, person, slot) ??
    tooMuchInWeek(problem, plan, person, slot)
  );
}

function tooLittleRest(
  problem: PlanProblem,
  plan: readonly (number | null)[],
  person: number,
  slot: number,
): Obstacle | null {
  const at = problem.slots[slot] as Span;
  let worst: Obstacle | null = null;
  for (const [i, other] of problem.slots.entries()) {
    if (i === slot || plan[i] !== person) continue;
    const rest = i < slot ? at.start - other.end : other.start - at.end;
    if (rest < problem.minRest && (worst === null || rest < (worst as { rest: number }).rest))
      worst = { kind: 'rest', rest, other, slot: i };
  }
  return worst;
}

function tooMuchInWeek(
  problem: PlanProblem,
  plan: readonly (number | null)[],
  person: number,
  slot: number,
): Obstacle | null {
  let most = 0;
  for (const week of weeksOf(problem)) {
    if (!week.parts.some((part) => part.slot === slot)) continue;
    const before = (problem.before[person] ?? []).reduce(
      (sum, duty) => sum + Math.max(0, Math.min(duty.end, week.end) - Math.max(duty.start, week.start)),
      0,
    );
    const duty = week.parts.reduce(
      (sum, part) => (part.slot === slot || plan[part.slot] === person ? sum + part.length : sum),
      before,
    );
    most = Math.max(most, duty);
  }
  return most > problem.maxPerWeek && problem.maxPerWeek > 0 ? { kind: 'week', duty: most } : null;
}
