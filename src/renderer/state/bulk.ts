import { create } from 'zustand';

/** An action on many incidents that is on its way. */
export type Bulk = {
  /** "Acknowledging". */
  readonly doing: string;
  readonly done: number;
  readonly of: number;
};

/** At most one at a time is shown; the window goes on with everything else meanwhile. */
export const useBulk = create<{ readonly bulk: Bulk | null }>()(() => ({ bulk: null }));

/** So many go to the engine at once: it pages, listens and draws between them. */
const SLICE = 200;
/** Up to so many are done before anybody could read how far it is. */
const QUICK = 2 * SLICE;

let current = new AbortController();

/** Whoever looks at the progress has seen enough: what is done stays done. */
export function stopBulk(): void {
  current.abort();
}

/**
 * Does something to many incidents, slice by slice, each durable when the next begins.
 * @returns how many were handed over, and the error that ended it, if one did
 */
export async function inSlices(
  ids: readonly string[],
  doing: string,
  run: (some: string[]) => Promise<void>,
): Promise<{ handed: number; error: Error | null }> {
  const shown = ids.length > QUICK;
  const { signal } = (current = new AbortController());
  let handed = 0;
  try {
    while (handed < ids.length && !signal.aborted) {
      if (shown) useBulk.setState({ bulk: { doing, done: handed, of: ids.length } });
      const some = ids.slice(handed, handed + SLICE);
      await run(some);
      handed += some.length;
    }
    return { handed, error: null };
  } catch (error) {
    return { handed, error: error as Error };
  } finally {
    if (shown) useBulk.setState({ bulk: null });
  }
}
