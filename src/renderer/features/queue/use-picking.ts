import { useCallback, useMemo, useRef } from 'react';
import { call } from '../../bridge';
import { setMarked, toggleMarked, useScreen } from '../../state/screen';
import { say } from '../../state/toasts';
import type { QueueRows } from './queue-rows';
import type { Cursor } from './use-cursor';

/** One call may act on so many incidents (contract/calls.ts); nobody picks more at once. */
const MOST = 1000;
const WINDOW = 500;

export type Picking = {
  readonly toggle: (id: string, place: number) => void;
  /** From where picking began to this place, both included. */
  readonly range: (place: number) => Promise<void>;
  /** Moves the cursor a step and picks both ends. */
  readonly extend: (step: number) => void;
  readonly all: () => Promise<void>;
};

/** Picking several incidents for one action: one by one, a stretch, or all that the filter shows. */
export function usePicking(queue: QueueRows, cursor: Cursor): Picking {
  const anchor = useRef<number | null>(null);

  const pickPlaces = useCallback(
    async (from: number, to: number) => {
      const ids: string[] = [];
      const { rows } = queue.store.getState();
      const end = Math.min(to, from + MOST - 1);
      for (let place = from; place <= end; ) {
        const row = rows.get(place);
        if (row) {
          ids.push(row.id);
          place++;
          continue;
        }
        const answer = await call('queue.window', {
          filter: useScreen.getState().filter,
          offset: place,
          limit: Math.min(WINDOW, end - place + 1),
        });
        if (answer.rows.length === 0) break;
        ids.push(...answer.rows.map(({ id }) => id));
        place += answer.rows.length;
      }
      setMarked(new Set(ids));
      if (to > end) say('plain', `Picked the first ${MOST.toLocaleString('en')}; no more than that at once.`);
    },
    [queue],
  );

  return useMemo(() => {
    const safely = (job: Promise<void>) =>
      job.catch((error: unknown) => say('bad', (error as Error).message));
    return {
      toggle(id, place) {
        anchor.current = place;
        toggleMarked(id);
      },
      range: (place) => {
        const from = anchor.current ?? cursor.place();
        return safely(pickPlaces(Math.min(from, place), Math.max(from, place)));
      },
      extend(step) {
        const { incident, marked } = useScreen.getState();
        const next = cursor.by(step);
        setMarked(new Set([...marked, ...[incident, next].filter((id) => id !== null)]));
      },
      all: () => safely(pickPlaces(0, queue.store.getState().total - 1)),
    };
  }, [queue, cursor, pickPlaces]);
}
