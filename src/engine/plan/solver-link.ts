import type { Plan, PlanProblem } from '../../core/plan/problem';

/** An integer program to solve. */
export type Question = {
  /** In the CPLEX LP format. */
  readonly model: string;
  /** Seconds. */
  readonly timeLimit: number;
  /** An answer known beforehand: its binary variables that are 1. None where left out. */
  readonly start?: readonly string[];
};

/** What passes between the engine and the solver's thread: one answer a question, in order; progress meanwhile. */
export type ToSolver =
  | ({ readonly kind: 'solve' } & Question)
  | { readonly kind: 'improve'; readonly problem: PlanProblem; readonly plan: Plan; readonly effort: number };

export type Solved = {
  /**
   * `optimal`: proven best. `feasible`: the best found, `bound` says how much better one could be.
   * `infeasible`: proven that there is none. `unknown`: nothing found nor proven in time.
   */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  /** What is minimised; null without an answer. */
  readonly objective: number | null;
  /** No answer is below this; null where nothing is proven. */
  readonly bound: number | null;
  /** Variables that are not 0, with their values. */
  readonly values: ReadonlyMap<string, number>;
};

export type SolverProgress = {
  readonly seconds: number;
  readonly best: number | null;
  readonly bound: number | null;
};

export type FromSolver =
  | { readonly kind: 'progress'; readonly progress: SolverProgress }
  | { readonly kind: 'solved'; readonly solved: Solved }
  | { readonly kind: 'improved'; readonly plan: Plan }
  | { readonly kind: 'failed'; readonly error: string };
