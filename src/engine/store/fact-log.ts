import { Worker } from 'node:worker_threads';
import { NotStored } from '../ports';
import { type Batch, GrowingBatch } from './batch';
import { openForWriting } from './database';
import { Writer } from './writer';
import type { FromWriter, ToWriter } from './writer-link';

/** While nothing can be stored, so many facts are kept in memory and written as soon as it goes again. */
const MOST_UNSTORED = 20_000;
const RETRY_AFTER_MS = 1000;

export type StoringState = {
  readonly ok: boolean;
  readonly error: string;
  readonly movedAside: string | null;
};

/** Makes facts durable, in order. */
export type FactLog = {
  /** Resolves when the batch is durable. @throws NotStored when it is not; it is kept and tried again all the same */
  write(batch: Batch): Promise<void>;
  /** Whether there is room to keep what cannot be stored. */
  hasRoom(): boolean;
  state(): StoringState;
  onState(listener: (state: StoringState) => void): void;
  close(): Promise<void>;
};

type Waiter = { resolve(): void; reject(error: Error): void };
type Thread = { ask(message: ToWriter): Promise<FromWriter>; end(): Promise<void> };

/**
 * Opens the log. With `workerUrl` the disk is another thread's business; without, this one's.
 * A folder that cannot be written does not throw: the log starts in the state "not storing" and goes on trying.
 * @throws Error when a newer Watchbill wrote the data
 */
export async function openFactLog(folder: string, workerUrl: URL | null): Promise<FactLog> {
  const thread = workerUrl ? workerThread(workerUrl, folder) : sameThread(folder);
  const growing = new GrowingBatch();
  const listeners: Array<(state: StoringState) => void> = [];
  let waiters: Waiter[] = [];
  let unstored: Batch | null = null;
  let busy = false;
  let closing = false;
  let state: StoringState = { ok: true, error: '', movedAside: null };
  let retry: NodeJS.Timeout | null = null;

  const opened = await thread.ask({ kind: 'open' });
  take(opened);
  if (opened.kind === 'failed' && opened.newer) {
    await thread.end();
    throw new Error(opened.error);
  }
  if (!state.ok) retryLater();

  function take(answer: FromWriter): void {
    const next: StoringState =
      answer.kind === 'failed'
        ? { ...state, ok: false, error: answer.error }
        : {
            ok: true,
            error: '',
            movedAside: (answer.kind === 'done' ? answer.movedAside : null) ?? state.movedAside,
          };
    const changed =
      next.ok !== state.ok || next.error !== state.error || next.movedAside !== state.movedAside;
    state = next;
    if (changed) for (const listener of listeners) listener(state);
  }

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    while (unstored || growing.size > 0) {
      const batch: Batch = unstored ? joined(unstored, growing.take()) : growing.take();
      const asked = waiters;
      waiters = [];
      const answer = await thread.ask({ kind: 'write', batch });
      unstored = answer.kind === 'failed' ? batch : null;
      take(answer);
      if (answer.kind === 'failed') {
        for (const waiter of asked) waiter.reject(new NotStored(answer.error));
        retryLater();
        break;
      }
      for (const waiter of asked) waiter.resolve();
    }
    busy = false;
  }

  function retryLater(): void {
    if (retry || closing) return;
    retry = setTimeout(() => {
      retry = null;
      void reopenThenPump();
    }, RETRY_AFTER_MS);
    retry.unref();
  }

  async function reopenThenPump(): Promise<void> {
    if (!unstored && growing.size === 0 && !busy) {
      take(await thread.ask({ kind: 'open' }));
      if (!state.ok) retryLater();
      return;
    }
    await pump();
  }

  return {
    write(batch) {
      growing.add(batch);
      return new Promise<void>((resolve, reject) => {
        waiters.push({ resolve, reject });
        void pump();
      });
    },
    hasRoom: () => growing.size + (unstored?.facts.length ?? 0) < MOST_UNSTORED,
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    async close() {
      closing = true;
      if (retry) clearTimeout(retry);
      await pump();
      await thread.ask({ kind: 'close' });
      await thread.end();
    },
  };
}

function joined(first: Batch, second: Batch): Batch {
  const growing = new GrowingBatch();
  growing.add(first);
  growing.add(second);
  return growing.take();
}

function workerThread(url: URL, folder: string): Thread {
  const worker = new Worker(url, { workerData: { folder } });
  const questions: Array<(answer: FromWriter) => void> = [];
  let dead: FromWriter | null = null;
  worker.on('message', (answer: FromWriter) => questions.shift()?.(answer));
  const die = (error: string): void => {
    dead = { kind: 'failed', error, newer: false };
    for (const answer of questions.splice(0)) answer(dead);
  };
  worker.on('error', (error) => die(`the writer's thread failed: ${error.message}`));
  worker.on('exit', () => die("the writer's thread ended"));
  return {
    ask: (message) =>
      new Promise((resolve) => {
        if (dead) return resolve(dead);
        questions.push(resolve);
        worker.postMessage(message);
      }),
    end: async () => void (await worker.terminate()),
  };
}

function sameThread(folder: string): Thread {
  let writer: Writer | null = null;
  let movedAside: string | null = null;
  return {
    async ask(message) {
      try {
        if (message.kind === 'close') {
          writer?.close();
          return { kind: 'closed' };
        }
        if (!writer) {
          const database = openForWriting(folder, Date.now());
          movedAside = database.movedAside;
          writer = new Writer(database.db);
        }
        if (message.kind === 'write') writer.write(message.batch);
        return { kind: 'done', movedAside };
      } catch (error) {
        return {
          kind: 'failed',
          error: (error as Error).message,
          newer: (error as Error).name === 'NewerData',
        };
      }
    },
    async end() {},
  };
}
