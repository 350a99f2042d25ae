import { parentPort, workerData } from 'node:worker_threads';
import type { FromIcsWorker, ToIcsWorker } from './ics-link';
import { readIcs } from './read-ics';

/*
 * The thread that reads one calendar and ends. A file from outside can keep a parser busy for ever or fill the memory;
 * here it can be ended from outside (ics-thread.ts).
 */

if (!parentPort) throw new Error('ics-worker runs as a worker thread only');
const { text, asked } = workerData as ToIcsWorker;
parentPort.postMessage(readIcs(text, asked) satisfies FromIcsWorker);
