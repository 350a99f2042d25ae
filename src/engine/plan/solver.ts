import { Worker } from 'node:worker_threads';
import type { FromSolver, Solved, ToSolver } from './solver-link';

export type SolverProgress = Omit<Extract<FromSolver, { kind: 'progress' }>, 'kind'>;

/** A solver in a thread of its own. One question at a time. */
export type Solver = {
  /** @throws Error where the solver failed, or `Stopped` where it was stopped meanwhile */
  solve(question: ToSolver, progress?: (progress: SolverProgress) => void): Promise<Solved>;
  /** Ends the thread, whatever it does; a question that waits fails with `Stopped`. */
  stop(): Promise<void>;
};

export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** What HiGHS needs for the largest plan is far below; a runaway ends its thread, not the engine. */
const LIMITS = { maxOldGenerationSizeMb: 1024, stackSizeMb: 8 } as const;

/** @param url the built solver-worker.js; null solves in this thread, which stands still meanwhile (tests of pure parts) */
export function startSolver(url: URL | null): Solver {
  return url === null ? solverHere() : solverInThread(url);
}

function solverHere(): Solver {
  let stopped = false;
  return {
    async solve(question, progress = () => undefined) {
      const [{ default: loadHighs }, { solve }] = await Promise.all([import('highs'), import('./solve')]);
      const highs = await loadHighs();
      if (stopped) throw new Stopped('stopped');
      return solve(highs, question, progress);
    },
    stop() {
      stopped = true;
      return Promise.resolve();
    },
  };
}

function solverInThread(url: URL): Solver {
  const worker = new Worker(url, { resourceLimits: LIMITS });
  let waiting: {
    resolve: (solved: Solved) => void;
    reject: (error: Error) => void;
    progress: (progress: SolverProgress) => void;
  } | null = null;
  let ended: Error | null = null;

  function fail(error: Error): void {
    ended ??= error;
    waiting?.reject(error);
    waiting = null;
  }

  worker.on('message', (message: FromSolver) => {
    if (message.kind === 'progress') return waiting?.progress(message);
    if (message.kind === 'solved') waiting?.resolve(message.solved);
    else waiting?.reject(new Error(message.error));
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
    solve(question, progress = () => undefined) {
      if (ended) return Promise.reject(ended);
      if (waiting) return Promise.reject(new Error('the solver answers one question at a time'));
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject, progress };
        worker.postMessage(question);
      });
    },
    async stop() {
      fail(new Stopped('stopped'));
      await worker.terminate();
    },
  };
}
