import { keepsRules } from '../../core/plan/breaks';
import { collisionsOf } from '../../core/plan/collide';
import { fairestModel, planOf } from '../../core/plan/model';
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

/** So much time one question about a collision may take, in seconds. */
const COLLISION_LIMIT = 10;
/** Moves weighed to better a plan, some two seconds; fewer where it is proven best and only evened out within. */
const EFFORT = { open: 1_000_000, proven: 100_000 } as const;

/**
 * Finds the fairest plan, or what collides. Plain turns are never better than what comes out: where they keep the
 * rules and score no worse, they are the plan.
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
  const { problem, solver, timeLimit, name, tell } = input;
  const solved = await solver.solve({ model: fairestModel(problem), timeLimit }, (progress) =>
    tell({ kind: 'searching', progress }),
  );
  if (solved.status === 'infeasible') {
    tell({ kind: 'colliding' });
    const collisions = await collisionsOf(
      problem,
      async (model) => {
        const { status, values } = await solver.solve({ model, timeLimit: COLLISION_LIMIT });
        return status === 'optimal' || status === 'feasible' ? (variable) => values.get(variable) ?? 0 : null;
      },
      name,
    );
    return { kind: 'impossible', collisions };
  }
  const turns = roundRobin(problem);
  const plans = keepsRules(problem, turns) ? [turns] : [];
  if (solved.status !== 'unknown')
    plans.push(planOf(problem, (variable) => solved.values.get(variable) ?? 0) as Plan);
  const worth = (plan: Plan) => scoreOf(problem, plan).total;
  // Of two that score the same, the first: nobody has to read a list to take plain turns.
  const [best] = plans.toSorted((a, b) => worth(a) - worth(b));
  if (!best) return { kind: 'nothing' };
  tell({ kind: 'improving' });
  const proven = solved.status === 'optimal';
  const improved = await solver.improve(problem, best, proven ? EFFORT.proven : EFFORT.open);
  const plan = best === turns && worth(improved) > worth(turns) - 0.01 ? turns : improved;
  const total = worth(plan);
  const bound = proven ? total : solved.bound === null ? null : Math.max(0, Math.min(total, solved.bound));
  return { kind: 'done', plan, bound };
}
