import type { KeepView } from '../../contract/keep/keep-views';
import type { KeepJob, KeepResult } from './keep-link';
import { type RunningJob, runJob } from './keep-thread';

export type WorkKind = Exclude<KeepView['work']['what'], ''>;

/** Somebody else is at it. */
export class Busy extends Error {
  override readonly name = 'Busy';
  constructor() {
    super('another piece of work on the stored data is going on: wait until it is done');
  }
}

/** Copying, exporting, deleting: one at a time, each seen on screen. */
export type HeavyWork = {
  state(): KeepView['work'];
  isBusy(): boolean;
  /** Does it while nobody else does anything. @throws Busy, and what `act` throws */
  during<T>(what: WorkKind, act: (run: RunJob) => Promise<T>): Promise<T>;
  /** Ends what runs in a thread, if it is of this kind. */
  cancel(what: WorkKind | null): void;
};

/** Runs a job in a thread of its own. @throws Cancelled, and what the job throws */
export type RunJob = <J extends KeepJob>(job: J) => Promise<KeepResult[J['kind']]>;

/** How far it is, is told so often at the most, in milliseconds. */
const TOLD_EVERY = 200;

/** @param changed told whenever `state` is another one */
export function makeHeavyWork(workerUrl: URL | null, steady: () => number, changed: () => void): HeavyWork {
  let state: KeepView['work'] = { what: '', part: 0 };
  let running: RunningJob<unknown> | null = null;

  function become(next: KeepView['work']): void {
    state = next;
    changed();
  }

  return {
    state: () => state,
    isBusy: () => state.what !== '',
    async during(what, act) {
      if (state.what !== '') throw new Busy();
      become({ what, part: 0 });
      let told = steady();
      try {
        return await act(async (job) => {
          const mine = runJob(workerUrl, job, (part) => {
            if (steady() - told < TOLD_EVERY) return;
            told = steady();
            become({ what, part });
          });
          running = mine;
          return await mine.done;
        });
      } finally {
        running = null;
        become({ what: '', part: 0 });
      }
    },
    cancel(what) {
      if (what === null || state.what === what) running?.cancel();
    },
  };
}
