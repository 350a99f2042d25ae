import { useCallback, useEffect, useRef, useState } from 'react';

export type Asked<T> = {
  /** The last good answer; null until the first one. It stays while a newer one is asked for. */
  readonly value: T | null;
  /** Why the last question failed; '' when it did not. */
  readonly trouble: string;
  readonly again: () => void;
};

/**
 * Asks when the screen comes up, whenever `because` changes, and on `again`. Answers that come out of order are dropped.
 * @param ask must be steady (useCallback or a module's function), else it is asked at every render.
 */
export function useAsked<T>(ask: () => Promise<T>, because: unknown = null): Asked<T> {
  const [value, setValue] = useState<T | null>(null);
  const [trouble, setTrouble] = useState('');
  const turn = useRef(0);

  const again = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    ask().then(
      (answer) => {
        if (mine !== turn.current) return;
        setValue(() => answer);
        setTrouble('');
      },
      (error: unknown) => {
        if (mine === turn.current) setTrouble(error instanceof Error ? error.message : String(error));
      },
    );
  }, [ask]);

  useEffect(() => {
    again();
    return () => {
      turn.current += 1;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a change of it is the reason to ask again
  }, [again, because]);

  return { value, trouble, again };
}
