import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { dropUnfinished } from './backup-folder';
import { doJob } from './do-job';
import type { FromKeepWorker, KeepJob, KeepResult } from './keep-link';

/** Somebody gave up on it. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export type RunningJob<T> = { readonly done: Promise<T>; cancel(): void };

/**
 * Runs a job in a thread of its own.
 * @param url built keep-worker.js; null does it in this thread (tests of pure parts)
 * @param tell how far it is, 0 to 1
 */
export function runJob<J extends KeepJob>(
  url: URL | null,
  job: J,
  tell: (part: number) => void,
): RunningJob<KeepResult[J['kind']]> {
  type Result = KeepResult[J['kind']];
  if (url === null) {
    return { done: doJob(job, tell) as Promise<Result>, cancel: () => undefined };
  }
  let cancel = (): void => undefined;
  const done = new Promise<Result>((resolve, reject) => {
    const worker = new Worker(url, { workerData: job });
    cancel = () => {
      reject(new Cancelled('cancelled'));
      void worker.terminate().then(() => cleanUp(job));
    };
    worker.on('message', (message: FromKeepWorker) => {
      if (message.kind === 'progress') tell(message.part);
      else if (message.kind === 'done') resolve(message.result as Result);
      else reject(new Error(message.error));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('its thread ended')));
  });
  return { done, cancel: () => cancel() };
}

function cleanUp(job: KeepJob): void {
  if (job.kind === 'backup') dropUnfinished(job.wish.dataFolder);
  else if (job.kind === 'check') rmSync(join(job.dataFolder, 'checked.db.incoming'), { force: true });
  else if (typeof job.wish.to === 'string') rmSync(`${job.wish.to}.part`, { force: true });
}
