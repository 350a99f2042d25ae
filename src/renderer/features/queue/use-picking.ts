import { useCallback, useMemo, useRef } from 'react';
import { call } from '../../bridge';
import { setMarked, toggleMarked, useScreen } from '../../state/screen';
import { say } from '../../state/toasts';
import type { QueueRows } from './queue-rows';
import type { Cursor } from './use-cursor';

const WINDOW = 500;
/** A stretch longer than this is not read row by row: all that fits is asked for at once. */
const LONG = 2 * WINDOW;

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
      const { filter } = useScreen.getState();
      if (to - from >= LONG) {
        const { ids } = await call('queue.ids', { filter });
        setMarked(new Set(ids.slice(from, to + 1)));
        return;
      }
      const ids: string[] = [];
      const { rows } = queue.store.getState();
      for (let place = from; place <= to; ) {
        const row = rows.get(place);
        if (row) {
          ids.push(row.id);
          place++;
          continue;
        }
        const answer = await call('queue.window', {
          filter,
          offset: place,
          limit: Math.min(WINDOW, to - place + 1),
        });
        if (answer.rows.length === 0) break;
        ids.push(...answer.rows.map(({ id }) => id));
        place += answer.rows.length;
      }
      setMarked(new Set(ids));
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
