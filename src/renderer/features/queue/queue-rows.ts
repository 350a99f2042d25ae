import { createStore, type StoreApi } from 'zustand/vanilla';
import type { IncidentRow, QueueFilter, QueueWindow } from '../../../contract/views/queue';

/** Rows asked for at once, and how many of them before what is seen: to copy and draw 400 took 34 ms of a frame. */
const WINDOW = 160;
const BEFORE = 50;

export type Rows = {
  /** Rows by their place in the list; places not fetched yet are missing. */
  readonly rows: ReadonlyMap<number, IncidentRow>;
  readonly total: number;
  /** What fits and is not listed; '' when all is. */
  readonly remark: string;
  readonly counts: QueueWindow['counts'] | null;
  /** The filter the rows belong to; null until the first answer. */
  readonly filter: QueueFilter | null;
  /** Why the last question failed; '' while all is well. */
  readonly error: string;
};

type Fetch = (filter: QueueFilter, offset: number, limit: number) => Promise<QueueWindow>;

/**
 * The part of the queue that is near what is seen. One question is on its way at a time and always the newest one
 * is asked next, so a storm of changes or a flung scroll bar costs no pile of requests.
 */
export type QueueRows = {
  /** Where the list was scrolled to when it was last taken down. Pixels. */
  scrolledTo: number;
  readonly store: StoreApi<Rows>;
  /** Shows another filter; the old rows stay until the new ones are there. */
  filter(filter: QueueFilter): void;
  /** What is seen now, first to last place. */
  see(first: number, last: number): void;
  /** The queue changed: asks again for what is seen and forgets the rest. */
  changed(): void;
};

export function queueRows(fetch: Fetch): QueueRows {
  const store = createStore<Rows>()(() => ({
    rows: new Map(),
    total: 0,
    remark: '',
    counts: null,
    filter: null,
    error: '',
  }));
  let wanted: QueueFilter | null = null;
  let first = 0;
  let last = 40;
  let stale = true;
  let asking = false;

  function missing(): boolean {
    const { rows, total } = store.getState();
    for (let at = first; at <= Math.min(last, total - 1); at++) if (!rows.has(at)) return true;
    return false;
  }

  async function pump(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      while (wanted && (stale || missing())) {
        const filter = wanted;
        const fresh = stale;
        stale = false;
        const answer = await fetch(filter, Math.max(0, first - BEFORE), WINDOW);
        if (filter === wanted) store.setState(merge(store.getState(), filter, answer, fresh));
        // Past the end, because the list became shorter: what is seen is less, too.
        if (answer.rows.length === 0 && missing()) last = Math.min(last, answer.total - 1);
      }
    } catch (error) {
      store.setState({ error: (error as Error).message });
    } finally {
      asking = false;
    }
  }

  return {
    scrolledTo: 0,
    store,
    filter(filter) {
      if (filter !== wanted) [first, last] = [0, 40];
      wanted = filter;
      stale = true;
      void pump();
    },
    see(from, to) {
      first = from;
      last = to;
      void pump();
    },
    changed() {
      stale = true;
      void pump();
    },
  };
}

/** Rows that did not change keep their identity, so that they are not drawn again. */
function merge(before: Rows, filter: QueueFilter, answer: QueueWindow, fresh: boolean): Rows {
  const known = new Map<string, IncidentRow>();
  for (const row of before.rows.values()) known.set(row.id, row);
  const rows = new Map(fresh ? [] : before.rows);
  answer.rows.forEach((row, index) => {
    const old = known.get(row.id);
    rows.set(answer.offset + index, old && JSON.stringify(old) === JSON.stringify(row) ? old : row);
  });
  const { total, remark, counts } = answer;
  return { rows, total, remark, counts, filter, error: '' };
}
