import type { CallbackData, Highs, Model } from 'highs';
import type { Question, Solved, SolverProgress } from './solver-link';

/** Differences below this are no differences: 36 seconds of spread. Hours, as the score. */
const CLOSE = 0.01;
const TELL_EVERY_MS = 200;
/**
 * After so much work (steps of the linear programs, which are the same on every machine, unlike seconds; some two or
 * three seconds), an answer is good enough that is proven to be within 1 % of the best, or within two hours of spread:
 * closing what is left can take hours and changes nobody's week.
 */
const PATIENCE = 8_000;
const NEAR = { relative: 0.01, absolute: 2 } as const;

/**
 * Solves an integer program with HiGHS. Blocks until it is done, which takes as long as it may: call it in a thread.
 * The same question gets the same answer, unless time ran out.
 * @param tell hears how it goes, at most five times a second
 */
export function solve(highs: Highs, question: Question, tell: (progress: SolverProgress) => void): Solved {
  const { callbackType, modelStatus, solutionStatus } = highs.constants;
  return highs.withModel({ format: 'lp', data: question.model }, (model): Solved => {
    model.options.set({
      output_flag: false,
      time_limit: question.timeLimit,
      random_seed: 0,
      mip_rel_gap: 0,
      mip_abs_gap: CLOSE,
    });
    if (question.start) giveStart(highs, model, question.start);
    let toldAt = Number.NEGATIVE_INFINITY;
    model.run({
      [callbackType.mipInterrupt](event) {
        if (isNearEnough(event.data)) event.interrupt();
        const seconds = event.data.running_time ?? 0;
        if ((seconds - toldAt) * 1000 < TELL_EVERY_MS) return;
        toldAt = seconds;
        tell({
          seconds,
          best: finite(event.data.mip_primal_bound),
          bound: finite(event.data.mip_dual_bound),
        });
      },
    });
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
      return { status: 'infeasible', objective: null, bound: null, values: new Map() };
    const bound = finite(Number(model.info.get('mip_dual_bound')));
    if (model.info.get('primal_solution_status') !== solutionStatus.feasible)
      return { status: 'unknown', objective: null, bound, values: new Map() };
    const objective = model.getObjectiveValue();
    const values = new Map<string, number>();
    model.getSolution().colValue.forEach((value, i) => {
      if (Math.abs(value) > 1e-9) values.set(model.getColName(i), value);
    });
    if (status === modelStatus.optimal) return { status: 'optimal', objective, bound: objective, values };
    return { status: 'feasible', objective, bound, values };
  });
}

/** Tells the solver an answer, all binary variables of it; HiGHS works out the others, and drops one that is none. */
function giveStart(highs: Highs, model: Model, start: readonly string[]): void {
  const ones = new Set(start);
  const { integrality } = model.getLp();
  const indices: number[] = [];
  const values: number[] = [];
  integrality.forEach((kind, i) => {
    if (kind !== highs.constants.variableType.integer) return;
    indices.push(i);
    values.push(ones.has(model.getColName(i)) ? 1 : 0);
  });
  model.setSolution({ indices, values });
}

function isNearEnough(data: CallbackData): boolean {
  const [best, bound] = [finite(data.mip_primal_bound), finite(data.mip_dual_bound)];
  if (best === null || bound === null || Number(data.mip_total_lp_iterations ?? 0) < PATIENCE) return false;
  return best - bound <= Math.max(NEAR.relative * best, NEAR.absolute);
}

/** HiGHS says infinity for what it does not know yet. */
function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) || Math.abs(value) > 1e20 ? null : value;
}
