import { Worker } from 'node:worker_threads';
import type { Plan, PlanProblem } from '../../core/plan/problem';
import type { FromSolver, Question, Solved, SolverProgress, ToSolver } from './solver-link';

/** A solver in a thread of its own. One question at a time; each fails with `Stopped` where it is stopped meanwhile. */
export type Solver = {
  /** @throws Error where the solver failed */
  solve(question: Question, progress?: (progress: SolverProgress) => void): Promise<Solved>;
  /** Betters a plan by small steps. */
  improve(problem: PlanProblem, plan: Plan, effort: number): Promise<Plan>;
  /** Ends the thread, whatever it does. */
  stop(): Promise<void>;
};

export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** What HiGHS needs for the largest plan is far below; a runaway ends its thread, not the engine. */
const LIMITS = { maxOldGenerationSizeMb: 1024, stackSizeMb: 8 } as const;

type Waiting = {
  readonly resolve: (message: FromSolver) => void;
  readonly reject: (error: Error) => void;
  readonly progress: (progress: SolverProgress) => void;
};

/** @param url the built solver-worker.js */
export function startSolver(url: URL): Solver {
  const worker = new Worker(url, { resourceLimits: LIMITS });
  let waiting: Waiting | null = null;
  let ended: Error | null = null;

  function fail(error: Error): void {
    ended ??= error;
    waiting?.reject(ended);
    waiting = null;
  }

  function ask(question: ToSolver, progress: Waiting['progress'] = () => undefined): Promise<FromSolver> {
    if (ended) return Promise.reject(ended);
    if (waiting) return Promise.reject(new Error('the solver answers one question at a time'));
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject, progress };
      worker.postMessage(question);
    });
  }

  worker.on('message', (message: FromSolver) => {
    if (message.kind === 'progress') return waiting?.progress(message.progress);
    if (message.kind === 'failed') waiting?.reject(new Error(message.error));
    else waiting?.resolve(message);
    waiting = null;
  });
  worker.on('error', (error: NodeJS.ErrnoException) =>
    fail(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new Error('the solver needs more memory than it may have')
        : error,
    ),
  );
  worker.on('exit', () => fail(new Error('the solver ended')));

  return {
    async solve(question, progress) {
      const message = await ask({ kind: 'solve', ...question }, progress);
      if (message.kind !== 'solved') throw new Error('the solver answered something else');
      return message.solved;
    },
    async improve(problem, plan, effort) {
      const message = await ask({ kind: 'improve', problem, plan, effort });
      if (message.kind !== 'improved') throw new Error('the solver answered something else');
      return message.plan;
    },
    async stop() {
      fail(new Stopped('stopped'));
      await worker.terminate();
    },
  };
}
