import { keepsRules } from '../../core/plan/breaks';
import { collisionsOf } from '../../core/plan/collide';
import { coverageModel, fairestModel, planOf, startOf } from '../../core/plan/model';
import type { Plan, PlanProblem } from '../../core/plan/problem';
import { roundRobin } from '../../core/plan/round-robin';
import { scoreOf } from '../../core/plan/score';
import type { NameOf } from '../../core/plan/words';
import type { Solver } from './solver';
import type { SolverProgress } from './solver-link';

export type PlanOutcome =
  /** `bound`: no plan scores less; equal to the plan's own score where it is proven best. */
  | { readonly kind: 'done'; readonly plan: Plan; readonly bound: number | null }
  | { readonly kind: 'impossible'; readonly collisions: readonly string[] }
  /** Time was up with neither a plan nor a proof that there is none. */
  | { readonly kind: 'nothing' };

/** What is being done: searching, with how it goes; bettering what was found; or looking for what collides. */
export type PlanStep =
  | { readonly kind: 'searching'; readonly progress: SolverProgress }
  | { readonly kind: 'improving' }
  | { readonly kind: 'colliding' };

/** So much time one question about coverage may take, in seconds. */
const COVERAGE_LIMIT = 10;
/**
 * How often all moves of a plan are looked at to better it by small steps: before the search, where each second saves
 * several of it, and afterwards, to even out between the most and the least loaded.
 */
const ROUNDS = { before: 300, after: 60 } as const;
/** Looks that take a second or two. */
const MOST_LOOKS = 1_500_000;
/** Differences below this are no differences, in hours. */
const CLOSE = 0.01;

/**
 * Finds the fairest plan, or what collides: whether every shift can be covered at all; a first plan, bettered by small
 * steps; then the integer program from there on, which betters it further and proves how near to the best it is. Plain
 * turns are never better than what comes out: where they keep the rules and score no worse, they are the plan.
 * @param timeLimit of the search, in seconds
 * @throws Error where the solver fails, `Stopped` where it was stopped
 */
export async function runPlan(input: {
  problem: PlanProblem;
  solver: Solver;
  timeLimit: number;
  name: NameOf;
  tell: (step: PlanStep) => void;
}): Promise<PlanOutcome> {
  const { problem, solver, timeLimit, tell } = input;
  const first = await solver.solve({ model: coverageModel(problem), timeLimit: COVERAGE_LIMIT });
  if (first.status === 'optimal' && (first.objective ?? 0) > 0.5) return collide(input);
  const covered = planOf(problem, (variable) => first.values.get(variable) ?? 0);
  const turns = roundRobin(problem);
  const begun = keepsRules(problem, turns)
    ? turns
    : covered.every((person) => person !== null)
      ? (covered as Plan)
      : null;
  const start = begun && (await solver.improve(problem, begun, effort(problem, ROUNDS.before)));
  const model = fairestModel(problem);
  const solved = await solver.solve(
    { model, timeLimit, ...(start ? { start: startOf(start) } : {}) },
    (progress) => tell({ kind: 'searching', progress }),
  );
  if (solved.status === 'infeasible') return collide(input);
  const found = planOf(problem, (variable) => solved.values.get(variable) ?? 0) as Plan;
  const worth = (plan: Plan) => scoreOf(problem, plan).total;
  const [best] = [...(start ? [start] : []), ...(solved.status === 'unknown' ? [] : [found])].toSorted(
    (a, b) => worth(a) - worth(b),
  );
  if (!best) return { kind: 'nothing' };
  tell({ kind: 'improving' });
  const improved = await solver.improve(problem, best, effort(problem, ROUNDS.after));
  // Where plain turns do as well, nobody has to read a list.
  const plan = begun === turns && worth(turns) < worth(improved) + CLOSE ? turns : improved;
  const total = worth(plan);
  const least = solved.status === 'optimal' ? total : solved.bound;
  return { kind: 'done', plan, bound: least === null ? null : Math.max(0, Math.min(total, least)) };
}

async function collide({ problem, solver, name, tell }: Parameters<typeof runPlan>[0]): Promise<PlanOutcome> {
  tell({ kind: 'colliding' });
  const collisions = await collisionsOf(
    problem,
    async (model) => {
      const { status, values } = await solver.solve({ model, timeLimit: COVERAGE_LIMIT });
      return status === 'optimal' || status === 'feasible' ? (variable) => values.get(variable) ?? 0 : null;
    },
    name,
  );
  return { kind: 'impossible', collisions };
}

function effort({ people, slots }: PlanProblem, rounds: number): number {
  return Math.min(MOST_LOOKS, rounds * slots.length * (people.length + slots.length / 2));
}
