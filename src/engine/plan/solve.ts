import type { Highs } from 'highs';
import type { FromSolver, Solved, ToSolver } from './solver-link';

type Progress = Extract<FromSolver, { kind: 'progress' }>;

/** Differences below this are no differences: 36 seconds of spread. Hours, as the score. */
const CLOSE = 0.01;
const TELL_EVERY_MS = 200;

/**
 * Solves an integer program with HiGHS. Blocks until it is done, which takes as long as it may: call it in a thread.
 * The same question gets the same answer, unless time ran out.
 * @param tell hears how it goes, at most five times a second
 */
export function solve(highs: Highs, question: ToSolver, tell: (progress: Progress) => void): Solved {
  const { callbackType, modelStatus } = highs.constants;
  return highs.withModel({ format: 'lp', data: question.model }, (model): Solved => {
    model.options.set({
      output_flag: false,
      time_limit: question.timeLimit,
      random_seed: 0,
      mip_rel_gap: 0,
      mip_abs_gap: CLOSE,
    });
    const names = Array.from({ length: model.getDimensions().numCols }, (_, i) => model.getColName(i));
    let toldAt = Number.NEGATIVE_INFINITY;
    model.run({
      [callbackType.mipInterrupt]({ data }) {
        const seconds = data.running_time ?? 0;
        if ((seconds - toldAt) * 1000 < TELL_EVERY_MS) return;
        toldAt = seconds;
        tell({
          kind: 'progress',
          seconds,
          best: finite(data.mip_primal_bound),
          bound: finite(data.mip_dual_bound),
        });
      },
    });
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
      return { status: 'infeasible', objective: null, bound: null, values: new Map() };
    const primal = model.info.get('primal_solution_status');
    const bound = finite(Number(model.info.get('mip_dual_bound')));
    if (primal !== highs.constants.solutionStatus.feasible)
      return { status: 'unknown', objective: null, bound, values: new Map() };
    const objective = model.getObjectiveValue();
    const values = new Map<string, number>();
    model.getSolution().colValue.forEach((value, i) => {
      if (Math.abs(value) > 1e-9) values.set(names[i] as string, value);
    });
    const proven = status === modelStatus.optimal;
    return { status: proven ? 'optimal' : 'feasible', objective, bound: proven ? objective : bound, values };
  });
}

/** HiGHS says infinity for what it does not know yet. */
function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) || Math.abs(value) > 1e20 ? null : value;
}
