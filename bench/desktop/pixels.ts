import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** A piece of the screen, px. */
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** ms by the system's monotonic clock, the same in every process of the machine. */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** What happened in an area; `clockMs`, null for not yet. */
export type Seen = {
  /** It changed at all. */
  readonly changed: number | null;
  /** There were words in it: many colours. */
  readonly words: number | null;
  /** It came to look as it stayed for `rest` ms: whatever words stood there before are gone. */
  readonly settled: number | null;
};

export type Watching = {
  readonly areas: readonly Area[];
  /** How long it looks at the most, ms. */
  readonly patience: number;
  /** How long the words must stay as they are, ms. */
  readonly rest: number;
};

export type ToWatcher = Watching & { readonly id: number };
export type FromWatcher =
  | { readonly kind: 'armed'; readonly id: number; readonly empty: boolean }
  | { readonly kind: 'seen'; readonly id: number; readonly areas: readonly Seen[] };

export type Watcher = {
  /**
   * Takes the areas as they are now, and from then on looks about once a millisecond until words stand in all of
   * them and rest. Resolves once it looks; `empty` says whether all areas were of one colour.
   */
  arm(watching: Watching): Promise<{ empty: boolean; seen: Promise<readonly Seen[]> }>;
  stop(): void;
};

/** An X client of its own, in a process of its own. */
export function startWatcher(env: NodeJS.ProcessEnv): Watcher {
  const child: ChildProcess = fork(join(import.meta.dirname, 'pixel-watch.js'), { env });
  const armed = new Map<number, (empty: boolean) => void>();
  const done = new Map<number, (seen: readonly Seen[]) => void>();
  let last = 0;
  child.on('message', (message: FromWatcher) => {
    if (message.kind === 'armed') armed.get(message.id)?.(message.empty);
    else done.get(message.id)?.(message.areas);
  });
  return {
    async arm(watching) {
      const id = ++last;
      const seen = new Promise<readonly Seen[]>((resolve) => done.set(id, resolve));
      const empty = await new Promise<boolean>((resolve) => {
        armed.set(id, resolve);
        child.send({ ...watching, id } satisfies ToWatcher);
      });
      return { empty, seen };
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
