/** What passes between the engine and the solver's thread: one answer a question, in order; progress meanwhile. */
export type ToSolver = {
  /** In the CPLEX LP format. */
  readonly model: string;
  /** Seconds. */
  readonly timeLimit: number;
};

export type Solved = {
  /**
   * `optimal`: proven best. `feasible`: the best found in time, `bound` says how much better one could be.
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

export type FromSolver =
  | {
      readonly kind: 'progress';
      readonly seconds: number;
      readonly best: number | null;
      readonly bound: number | null;
    }
  | { readonly kind: 'solved'; readonly solved: Solved }
  | { readonly kind: 'failed'; readonly error: string };
