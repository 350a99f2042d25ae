import { type FSWatcher, watch } from 'node:fs';

export type Watching = {
  /** Looks after so many milliseconds, or sooner where that was wanted already. */
  soon(after: number): void;
  /** Watches anew: the folder may have gone, and come back as another. */
  renew(): void;
  stop(): void;
};

/**
 * Calls `look` when the system tells of a change in `folder`, `settle` milliseconds later, and every `pollEvery`
 * milliseconds besides: network folders tell nothing. One look at a time; keeps no process alive.
 */
export function watchFolder({
  folder,
  concerns,
  pollEvery,
  settle,
  look,
}: {
  readonly folder: string;
  /** Whether a file of this name matters. */
  readonly concerns: (name: string) => boolean;
  readonly pollEvery: number;
  readonly settle: number;
  /** Never rejects. */
  readonly look: () => Promise<void>;
}): Watching {
  let watcher: FSWatcher | null = null;
  let timer: NodeJS.Timeout | null = null;
  let dueAt = 0;
  let stopped = false;
  start();
  soon(pollEvery);
  return {
    soon,
    renew() {
      end();
      start();
    },
    stop() {
      stopped = true;
      end();
      if (timer) clearTimeout(timer);
    },
  };

  function start(): void {
    if (watcher || stopped) return;
    try {
      watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || concerns(name)) soon(settle);
      });
      watcher.on('error', end);
    } catch {
      // Not there, or not a folder that can be watched: the poll goes on and tries again.
      watcher = null;
    }
  }

  function end(): void {
    watcher?.close();
    watcher = null;
  }

  function soon(after: number): void {
    if (stopped) return;
    const at = performance.now() + after;
    if (timer && dueAt <= at) return;
    if (timer) clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      timer = null;
      start();
      void look().finally(() => soon(pollEvery));
    }, after);
    timer.unref();
  }
}
