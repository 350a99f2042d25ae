import { parentPort, workerData } from 'node:worker_threads';
import { doJob } from './do-job';
import type { FromKeepWorker, KeepJob } from './keep-link';
import { stepBack } from './step-back';

/*
 * The thread that copies, checks, packs and exports. It reads beside the writer (write-ahead log), so that neither an
 * alert nor a page waits for it; it does one job and ends, and may be ended at any moment.
 */

const port = parentPort;
if (!port) throw new Error('keep-worker runs as a worker thread only');
const say = (message: FromKeepWorker): void => port.postMessage(message);

stepBack();
doJob(workerData as KeepJob, (part) => say({ kind: 'progress', part })).then(
  (result) => say({ kind: 'done', result }),
  (error: unknown) => say({ kind: 'failed', error: (error as Error).message }),
);
