import { Worker } from 'node:worker_threads';
import { err, type Result } from '../../core/kernel/result';
import type { FromIcsWorker, ToIcsWorker } from './ics-link';
import { ICS_DEADLINE, type IcsAsked, type IcsReading, readIcs, TOO_LONG } from './read-ics';

/** Reads calendars. The answer is a reading, or half a sentence that follows the file's name; it never rejects. */
export type IcsReader = (text: string, asked: IcsAsked) => Promise<Result<IcsReading, string>>;

/** Together 200 MB at most (reliability F10). */
const LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 } as const;
/** A thread that does not even begin to run is given up too. Milliseconds. */
const START = 10_000;
/** So many files are read at once; the rest waits. */
const AT_ONCE = 2;

/**
 * Reads each calendar in a thread of its own, bounded in time and memory.
 * @param url built ics-worker.js; null reads in this thread, where a file can take longer than it may (tests of pure parts)
 */
export function makeIcsReader(url: URL | null): IcsReader {
  if (url === null) return (text, asked) => Promise.resolve(readIcs(text, asked));
  let running = 0;
  const waiting: Array<() => void> = [];
  return async (text, asked) => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await readAside(url, { text, asked });
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

function readAside(url: URL, question: ToIcsWorker): Promise<FromIcsWorker> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(url, { workerData: question, resourceLimits: LIMITS });
    } catch (error) {
      return resolve(err(`could not be read: ${(error as Error).message}`));
    }
    let timer = setTimeout(giveUp, START);
    function answer(given: FromIcsWorker): void {
      clearTimeout(timer);
      resolve(given);
      void worker.terminate();
    }
    function giveUp(): void {
      answer(err(TOO_LONG));
    }
    worker.on('online', () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, ICS_DEADLINE);
    });
    worker.on('message', answer);
    worker.on('error', (error: NodeJS.ErrnoException) =>
      answer(
        err(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? 'needs more than 200 MB of memory to read'
            : `could not be read: ${error.message}`,
        ),
      ),
    );
    worker.on('exit', () => answer(err('could not be read: its thread ended')));
  });
}
