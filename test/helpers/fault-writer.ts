import { parentPort, workerData } from 'node:worker_threads';
import { openForWriting } from '../../src/engine/store/database';
import { FACT_CELLS, type Rows } from '../../src/engine/store/rows';
import { Writer } from '../../src/engine/store/writer';
import type { FromWriter, ToWriter } from '../../src/engine/store/writer-link';

/*
 * The real writer, which kills the whole process where WATCHBILL_TEST_DIE is `before-delivered` and it is to write that
 * a page was shown; the other points are in the journal before it (fault-engine.ts).
 */
const port = parentPort;
if (!port) throw new Error('a worker thread only');
const { folder } = workerData as { folder: string };
const die = process.env['WATCHBILL_TEST_DIE'] ?? '';
const writer = new Writer(openForWriting(folder, Date.now()).db);
const progress = writer.progress();
const say = (message: FromWriter): void => port.postMessage(message);
const killed = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** The kind is a fact's third cell. */
function holds({ facts }: Rows, kind: string): boolean {
  return facts.some((cell, index) => index % FACT_CELLS === 2 && cell === kind);
}

port.on('message', (message: ToWriter) => {
  if (message.kind === 'write') {
    if (die === 'before-delivered' && holds(message.rows, 'delivered')) return killed();
    writer.writeRows(message.rows);
  }
  if (message.kind === 'close') {
    writer.close();
    say({ kind: 'closed' });
    return port.close();
  }
  say({ kind: 'done', movedAside: null, restoredFrom: null, replaced: false, progress });
});
