import { parentPort, workerData } from 'node:worker_threads';
import { WriterDesk } from './writer-desk';
import type { ToWriter } from './writer-link';

/*
 * The thread that owns the disk. A commit that stalls (half a second was measured on a sleeping disk) holds up
 * neither the listener nor a page.
 */

const port = parentPort;
if (!port) throw new Error('writer-worker runs as a worker thread only');
const { folder } = workerData as { folder: string };
const desk = new WriterDesk(folder);

port.on('message', (message: ToWriter) => {
  port.postMessage(desk.answer(message));
  if (message.kind === 'close') port.close();
});
