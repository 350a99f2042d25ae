import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useScreen } from '../../state/screen';
import './queue-list.css';
import { QueueRow, type RowPress } from './queue-row';
import type { QueueRows } from './queue-rows';
import { placeOf, shiftOf } from './steady';

/** Height of a row, pixels; `--row` in tokens.css. */
export const ROW = 30;

export type ListHandle = {
  readonly reveal: (place: number) => void;
  readonly focus: () => void;
  readonly pageSize: () => number;
};

/**
 * The incidents in sight, out of any number. Rows keep their place on the screen when others come and go above;
 * only a list that stands at its very top shows what is new there at once.
 */
export function QueueList({
  queue,
  current,
  marked,
  onPress,
  onHandle,
}: {
  queue: QueueRows;
  current: string | null;
  marked: ReadonlySet<string>;
  onPress: (press: RowPress) => void;
  onHandle: (handle: ListHandle) => void;
}) {
  const { rows, total, filter } = useStore(queue.store);
  const frame = useRef<HTMLDivElement>(null);
  const screenFilter = useScreen((screen) => screen.filter);
  const remembered = useRef({ filter: screenFilter, place: placeOf(rows, current) });
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialOffset: () => queue.scrolledTo,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 40;

  useEffect(() => queue.see(first, last), [queue, first, last]);
  useSteady(frame, rows, filter);
  // Back from an incident the list stands where it stood; another filter begins at its top.
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    if (remembered.current.filter === screenFilter) box.scrollTop = queue.scrolledTo;
    else {
      remembered.current.filter = screenFilter;
      box.scrollTop = 0;
    }
    return () => {
      queue.scrolledTo = box.scrollTop;
    };
  }, [queue, screenFilter]);

  const reveal = useCallback((place: number) => {
    const box = frame.current;
    if (!box) return;
    const top = place * ROW;
    if (top < box.scrollTop) box.scrollTop = Math.max(0, top - ROW);
    else if (top + ROW > box.scrollTop + box.clientHeight) box.scrollTop = top + 2 * ROW - box.clientHeight;
  }, []);
  useEffect(() => {
    if (remembered.current.place !== null) reveal(remembered.current.place);
    onHandle({
      reveal,
      focus: () => frame.current?.focus(),
      pageSize: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 300) / ROW) - 1),
    });
  }, [onHandle, reveal]);

  const seen = current !== null && items.some(({ index }) => rows.get(index)?.id === current);
  return (
    <div
      ref={frame}
      className="queue-list"
      role="listbox"
      aria-label="Incidents"
      aria-multiselectable="true"
      aria-activedescendant={seen ? `row-${current}` : undefined}
      data-picking={marked.size > 0 || undefined}
      tabIndex={0}
    >
      <div className="queue-rows" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.get(index);
          if (!row) return <Waiting key={`at-${index}`} top={start} />;
          return (
            <QueueRow
              key={row.id}
              row={row}
              place={index}
              total={total}
              top={start}
              current={row.id === current}
              marked={marked.has(row.id)}
              onPress={onPress}
            />
          );
        })}
      </div>
    </div>
  );
}

/** A row that is on its way. */
function Waiting({ top }: { top: number }) {
  return (
    <div className="row row-waiting" aria-hidden="true" style={{ transform: `translateY(${top}px)` }}>
      <i />
    </div>
  );
}

/** Before the changed list is painted, scrolls by as much as the rows in sight moved. */
function useSteady(
  frame: { readonly current: HTMLDivElement | null },
  rows: Parameters<typeof placeOf>[0],
  filter: unknown,
): void {
  const before = useRef({ rows, filter });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { rows, filter };
    const box = frame.current;
    if (!box || was.rows === rows || was.filter !== filter || box.scrollTop === 0) return;
    const first = Math.floor(box.scrollTop / ROW);
    const shift = shiftOf(was.rows, rows, first, first + Math.ceil(box.clientHeight / ROW));
    if (shift !== 0) box.scrollTo({ top: box.scrollTop + shift * ROW });
  }, [frame, rows, filter]);
}
