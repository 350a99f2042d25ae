import { useCallback, useEffect, useRef } from 'react';
import type { QueueRows } from './queue-rows';
import { placeOf } from './steady';

/** How the cursor of the queue moves: it belongs to an incident, not to a place. */
export type Cursor = {
  /** Puts it on a place, as far as that row is known. @returns the incident there. */
  readonly to: (place: number) => string | null;
  readonly by: (step: number) => string | null;
  /** Where it is, or was when its incident was last in sight. */
  readonly place: () => number;
  /** The incident here was just answered and may be sorted away: the next step goes on from this place. */
  readonly stay: () => void;
};

/**
 * @param current the incident under the cursor
 * @param pick told when it is another one
 * @param reveal scrolls a place into sight
 */
export function useCursor(
  queue: QueueRows,
  current: string | null,
  pick: (id: string) => void,
  reveal: (place: number) => void,
): Cursor {
  const place = useRef(0);
  const resume = useRef<number | null>(null);
  const now = useRef(current);
  const filter = useRef<unknown>(null);

  useEffect(() => {
    if (now.current !== current) resume.current = null;
    now.current = current;
    const follow = () => {
      const found = placeOf(queue.store.getState().rows, now.current);
      if (found === null) return;
      place.current = found;
      filter.current = queue.store.getState().filter;
    };
    follow();
    return queue.store.subscribe(follow);
  }, [queue, current]);

  const to = useCallback(
    (wanted: number): string | null => {
      const { rows, total } = queue.store.getState();
      const at = Math.min(Math.max(0, wanted), total - 1);
      const row = rows.get(at);
      if (at >= 0) reveal(at);
      // Not fetched yet (End in a long list): it comes with the scrolling; the cursor follows at the next key.
      if (!row) {
        place.current = Math.max(0, at);
        queue.see(Math.max(0, at - 20), Math.max(0, at + 20));
        return null;
      }
      place.current = at;
      resume.current = null;
      now.current = row.id;
      filter.current = queue.store.getState().filter;
      pick(row.id);
      return row.id;
    },
    [queue, pick, reveal],
  );

  const by = useCallback(
    (step: number): string | null => {
      // Another filter, and the incident is not in it: from its top.
      if (now.current === null || filter.current !== queue.store.getState().filter) return to(0);
      const from = resume.current;
      if (from === null || from === place.current) return to(place.current + step);
      return to(step > 0 ? from + step - 1 : from + step);
    },
    [queue, to],
  );

  const stay = useCallback(() => {
    resume.current = place.current;
  }, []);
  return { to, by, place: useCallback(() => place.current, []), stay };
}
