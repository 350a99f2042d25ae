import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';
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

port.on('message', (question: ToSolver) => {
  highs
    .then((loaded) => tell({ kind: 'solved', solved: solve(loaded, question, tell) }))
    .catch((error: unknown) => tell({ kind: 'failed', error: String((error as Error).message) }));
});
