import type { Instant } from '../../core/time/instant';
import { type Progress, readProgress } from '../accepted/progress';
import { NotStored } from '../ports';
import { type Batch, GrowingBatch } from './batch';
import type { Retired } from './retire';
import { rowsOf } from './rows';
import type { FromWriter } from './writer-link';
import { sameThread, workerThread } from './writer-thread';

/** While nothing can be stored, so many facts are kept in memory and written as soon as it goes again. */
const MOST_UNSTORED = 20_000;
const RETRY_AFTER_MS = 1000;
/** So often it is looked whether the folder is still there. */
const LOOK_EVERY_MS = 10_000;
/** What nobody waits for is held so long, or until so much has come: one commit for all of it. */
const LINGER_MS = 25;
const LINGER_FACTS = 2000;

export type StoringState = {
  readonly ok: boolean;
  readonly error: string;
  readonly movedAside: string | null;
  /** Time of the backup that took the place of what was moved aside; null: it was begun anew. */
  readonly restoredFrom: Instant | null;
  /** The data folder was deleted or replaced while we ran: what was there before is not here. */
  readonly replaced: boolean;
};

/** Makes facts durable, in order. */
export type FactLog = {
  /** Resolves when the batch is durable. @throws NotStored when it is not; it is kept and tried again all the same */
  write(batch: Batch): Promise<void>;
  /** The same for what is durable elsewhere already and nobody waits for: it may be held for a moment. */
  writeLater(batch: Batch): Promise<void>;
  /** Hurries what is held. Resolves when all that came so far is durable. @throws NotStored when it is not */
  flush(): Promise<void>;
  /** Facts on their way to the disk. */
  waiting(): number;
  /** How far the accepted alerts were in the store when it was opened; undefined while it never could be. */
  progress(): Progress | null | undefined;
  /** Whether there is room to keep what cannot be stored. */
  hasRoom(): boolean;
  state(): StoringState;
  onState(listener: (state: StoringState) => void): void;
  /** Deletes a slice of what was resolved before an instant, between two batches. @throws NotStored where it could not */
  retire(before: Instant): Promise<Retired>;
  close(): Promise<void>;
};

const NOTHING: Batch = { facts: [], incidents: new Map(), unreadable: [] };

type Waiter = { resolve(): void; reject(error: Error): void };

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
  let running: Promise<void> = Promise.resolve();
  let closing = false;
  let state: StoringState = { ok: true, error: '', movedAside: null, restoredFrom: null, replaced: false };
  let retry: NodeJS.Timeout | null = null;
  let linger: NodeJS.Timeout | null = null;
  let hurried = false;
  let progress: Progress | null | undefined;

  const opened = await thread.ask({ kind: 'open' });
  learn(opened);
  take(opened);
  if (opened.kind === 'failed' && opened.newer) {
    await thread.end();
    throw new Error(opened.error);
  }
  if (!state.ok) retryLater();
  // A folder that is gone is noticed while nothing is written, too (reliability A16).
  const looking = setInterval(() => {
    if (!busy && !retry && !closing) void again();
  }, LOOK_EVERY_MS);
  looking.unref();

  function take(answer: FromWriter): void {
    const next: StoringState =
      answer.kind === 'failed'
        ? { ...state, ok: false, error: answer.error }
        : {
            ok: true,
            error: '',
            movedAside: (answer.kind === 'done' ? answer.movedAside : null) ?? state.movedAside,
            restoredFrom: (answer.kind === 'done' ? answer.restoredFrom : null) ?? state.restoredFrom,
            replaced: (answer.kind === 'done' && answer.replaced) || state.replaced,
          };
    const changed =
      next.ok !== state.ok || next.error !== state.error || next.movedAside !== state.movedAside;
    state = next;
    if (changed) for (const listener of listeners) listener(state);
  }

  function learn(answer: FromWriter): void {
    if (answer.kind === 'done' && progress === undefined) progress = readProgress(answer.progress);
  }

  /** Writes all there is, batch after batch, until it is done or one fails; only one runs at a time. */
  async function pump(): Promise<void> {
    try {
      while (unstored || hurried || growing.size >= LINGER_FACTS) {
        hurried = false;
        const batch: Batch = unstored ? joined(unstored, growing.take()) : growing.take();
        unstored = batch; // room is counted while it is on its way, too
        const asked = waiters;
        waiters = [];
        const answer = await ask(batch);
        learn(answer);
        if (answer.kind !== 'failed') unstored = null;
        take(answer);
        if (answer.kind === 'failed') {
          for (const waiter of asked) waiter.reject(new NotStored(answer.error));
          retryLater();
          return;
        }
        for (const waiter of asked) waiter.resolve();
      }
    } finally {
      busy = false; // at once: whoever is told "written" may write again before this promise is settled
      if (!growing.isEmpty && !retry) runLater();
    }
  }

  /** What cannot even be handed over is a failure like any other. */
  async function ask(batch: Batch): Promise<FromWriter> {
    try {
      return await thread.ask({ kind: 'write', rows: rowsOf(batch) });
    } catch (error) {
      return { kind: 'failed', error: (error as Error).message, newer: false };
    }
  }

  function run(): Promise<void> {
    if (!busy) {
      busy = true;
      running = pump();
    }
    return running;
  }

  /** What is held goes on its way now, if none is: with it goes whatever comes until it does. */
  function hurry(): void {
    hurried = true;
    if (linger) clearTimeout(linger);
    linger = null;
    // While it does not store, everybody waits for the next try: else each alert would cost a try with all that waits.
    if (!retry) void run();
  }

  function runLater(): void {
    if (growing.size >= LINGER_FACTS) return hurry();
    linger ??= setTimeout(hurry, LINGER_MS);
  }

  function add(batch: Batch, start: () => void): Promise<void> {
    if (closing) return Promise.reject(new NotStored('the store is closed'));
    growing.add(batch);
    return new Promise<void>((resolve, reject) => {
      waiters.push({ resolve, reject });
      start();
    });
  }

  function retryLater(): void {
    if (retry || closing) return;
    retry = setTimeout(() => {
      retry = null;
      void again();
    }, RETRY_AFTER_MS);
    retry.unref();
  }

  async function again(): Promise<void> {
    if (unstored || !growing.isEmpty || waiters.length > 0) {
      hurried = true;
      return run();
    }
    const answer = await thread.ask({ kind: 'open' });
    learn(answer);
    take(answer);
    if (!state.ok) retryLater();
  }

  return {
    write: (batch) => add(batch, hurry),
    writeLater: (batch) => add(batch, busy ? () => undefined : runLater),
    flush: () => (busy || !growing.isEmpty || unstored ? add(NOTHING, hurry) : Promise.resolve()),
    waiting: () => growing.size + sizeOf(unstored),
    progress: () => progress,
    hasRoom: () => growing.size + sizeOf(unstored) < MOST_UNSTORED,
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    async retire(before) {
      if (closing || !state.ok) throw new NotStored(state.error || 'the store is closed');
      const answer = await thread.ask({ kind: 'retire', before });
      if (answer.kind === 'retired') return answer.retired;
      take(answer);
      if (answer.kind === 'failed') retryLater();
      throw new NotStored(state.error || 'the store is closed');
    },
    async close() {
      closing = true;
      clearInterval(looking);
      if (retry) clearTimeout(retry);
      if (linger) clearTimeout(linger);
      await running;
      hurried = true;
      await run();
      await thread.ask({ kind: 'close' });
      await thread.end();
    },
  };
}

function sizeOf(batch: Batch | null): number {
  return batch ? batch.facts.length + batch.unreadable.length : 0;
}

function joined(first: Batch, second: Batch): Batch {
  const growing = new GrowingBatch();
  growing.add(first);
  growing.add(second);
  return growing.take();
}
