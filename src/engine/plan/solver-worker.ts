import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';
import { improve } from '../../core/plan/improve';
import { solve } from './solve';
import type { FromSolver, ToSolver } from './solver-link';

/*
 * The thread that plans. HiGHS (C++ as WebAssembly) computes for seconds without a pause, which would hold up every
 * page in the engine's thread; here it can also be ended at any moment from outside.
 */

const port = parentPort;
if (!port) throw new Error('solver-worker runs as a worker thread only');
const tell = (message: FromSolver) => port.postMessage(message);
const highs = loadHighs();

async function answer(question: ToSolver): Promise<FromSolver> {
  if (question.kind === 'improve')
    return { kind: 'improved', plan: improve(question.problem, question.plan, question.effort) };
  const solved = solve(await highs, question, (progress) => tell({ kind: 'progress', progress }));
  return { kind: 'solved', solved };
}

port.on('message', (question: ToSolver) => {
  answer(question).then(tell, (error: unknown) => tell({ kind: 'failed', error: (error as Error).message }));
});
