import { useEffect, useState } from 'react';
import { type Mirror, useMirror } from './mirror';

export type Answered<T> = { readonly value: T | null; readonly error: string };

/**
 * The answer to a call, asked when the component appears and again each time `again` says so. The last answer stays
 * until the next one is there; a late answer to an older question is dropped.
 * @param load must be the same function from render to render (useCallback, or outside the component)
 * @param again likewise; given `run`, says how to stop
 */
export function useAnswer<T>(load: () => Promise<T>, again?: (run: () => void) => () => void): Answered<T> {
  const [answered, setAnswered] = useState<Answered<T>>({ value: null, error: '' });
  useEffect(() => {
    let newest = 0;
    const run = () => {
      newest += 1;
      const mine = newest;
      load().then(
        (value) => mine === newest && setAnswered({ value, error: '' }),
        (error: unknown) =>
          mine === newest && setAnswered((before) => ({ ...before, error: (error as Error).message })),
      );
    };
    run();
    const stop = again?.(run);
    return () => {
      newest = -1;
      stop?.();
    };
  }, [load, again]);
  return answered;
}

/** For `again`: whenever what is selected from the mirror changes. */
export function whenChanged(select: (mirror: Mirror) => unknown): (run: () => void) => () => void {
  return (run) => useMirror.subscribe((now, before) => !Object.is(select(now), select(before)) && run());
}
