import { Worker } from 'node:worker_threads';
import { WriterDesk } from './writer-desk';
import type { FromWriter, ToWriter } from './writer-link';

/** Who writes: asked one thing after the other, it answers each, and never throws. */
export type WriterThread = { ask(message: ToWriter): Promise<FromWriter>; end(): Promise<void> };

/** A thread of its own. One that died is followed by a new one at the next question. */
export function workerThread(url: URL, folder: string): WriterThread {
  let current = startWorker(url, folder);
  return {
    ask(message) {
      if (!current.alive()) current = startWorker(url, folder);
      return current.ask(message);
    },
    end: () => current.end(),
  };
}

/** The engine's own thread, for tests and tools without a built worker. */
export function sameThread(folder: string): WriterThread {
  const desk = new WriterDesk(folder);
  return {
    ask: (message) => Promise.resolve(desk.answer(message)),
    end: () => Promise.resolve(),
  };
}

function startWorker(url: URL, folder: string): WriterThread & { alive(): boolean } {
  const worker = new Worker(url, { workerData: { folder } });
  const questions: Array<(answer: FromWriter) => void> = [];
  let dead: FromWriter | null = null;
  worker.on('message', (answer: FromWriter) => questions.shift()?.(answer));
  const die = (error: string): void => {
    dead ??= { kind: 'failed', error, newer: false };
    for (const answer of questions.splice(0)) answer(dead);
  };
  worker.on('error', (error) => die(`the writer's thread failed: ${error.message}`));
  worker.on('exit', () => die("the writer's thread ended"));
  return {
    alive: () => dead === null,
    ask: (message) =>
      new Promise((resolve) => {
        if (dead) return resolve(dead);
        questions.push(resolve);
        worker.postMessage(message);
      }),
    end: async () => void (await worker.terminate()),
  };
}
