import { parentPort, workerData } from 'node:worker_threads';
import type { Batch } from '../../src/engine/store/batch';
import { openForWriting } from '../../src/engine/store/database';
import { Writer } from '../../src/engine/store/writer';
import type { FromWriter, ToWriter } from '../../src/engine/store/writer-link';

/*
 * The real writer, which kills the whole process (SIGKILL to itself) at the point named by WATCHBILL_TEST_DIE:
 *   before-commit     a batch that opens an incident came, nothing of it is written
 *   after-commit      it is committed, nobody was told yet (no HTTP reply)
 *   before-page       the same; the page was not shown yet either (fault-engine.ts)
 *   before-delivered  the page was shown, that it was is not written
 */
const port = parentPort;
if (!port) throw new Error('a worker thread only');
const { folder } = workerData as { folder: string };
const die = process.env['WATCHBILL_TEST_DIE'] ?? '';
const writer = new Writer(openForWriting(folder, Date.now()).db);
const say = (message: FromWriter): void => port.postMessage(message);
const killed = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

function holds(batch: Batch, kind: string): boolean {
  return batch.facts.some((fact) => fact.kind === kind);
}

port.on('message', (message: ToWriter) => {
  if (message.kind === 'write') {
    if (die === 'before-commit' && holds(message.batch, 'opened')) return killed();
    if (die === 'before-delivered' && holds(message.batch, 'delivered')) return killed();
    writer.write(message.batch);
    if ((die === 'after-commit' || die === 'before-page') && holds(message.batch, 'opened')) return killed();
  }
  if (message.kind === 'close') {
    writer.close();
    say({ kind: 'closed' });
    return port.close();
  }
  say({ kind: 'done', movedAside: null });
});
