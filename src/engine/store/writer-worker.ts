import { parentPort, workerData } from 'node:worker_threads';
import { openForWriting } from './database';
import { Writer } from './writer';
import type { FromWriter, ToWriter } from './writer-link';

/*
 * The thread that owns the disk. A commit that stalls (half a second was measured on a sleeping disk) holds up
 * neither the listener nor a page.
 */

const port = parentPort;
if (!port) throw new Error('writer-worker runs as a worker thread only');
const { folder } = workerData as { folder: string };
let writer: Writer | null = null;
let movedAside: string | null = null;

function say(message: FromWriter): void {
  port?.postMessage(message);
}

/** Opening is tried again at each batch: a full or read-only disk may come back. */
function opened(): Writer {
  if (!writer) {
    const database = openForWriting(folder, Date.now());
    movedAside = database.movedAside ?? movedAside;
    writer = new Writer(database.db);
  }
  return writer;
}

function attempt(work: () => void): void {
  try {
    work();
    say({ kind: 'done', movedAside });
  } catch (error) {
    const { name, message } = error as Error;
    say({ kind: 'failed', newer: name === 'NewerData', error: message });
  }
}

port.on('message', (message: ToWriter) => {
  switch (message.kind) {
    case 'open':
      attempt(() => opened());
      return;
    case 'write':
      attempt(() => opened().write(message.batch));
      return;
    case 'close':
      writer?.close();
      writer = null;
      say({ kind: 'closed' });
      port.close();
      return;
  }
});
