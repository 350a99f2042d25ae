import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { call } from '../../bridge';
import { useMirror } from '../../state/mirror';
import { setMarked, showIncident, useScreen } from '../../state/screen';
import { EmptyState } from '../../ui/empty-state';
import { Panes } from '../../ui/panes';
import { FilterBar } from './filter-bar';
import './queue.css';
import { QueueEmpty } from './queue-empty';
import { QueueFoot } from './queue-foot';
import { type ListHandle, QueueList } from './queue-list';
import { queueRows } from './queue-rows';
import { useCursor } from './use-cursor';
import { usePicking } from './use-picking';
import { useQueueKeys } from './use-queue-keys';

/** One store for the life of the window, so that coming back to the queue shows at once what was there. */
const queue = queueRows((filter, offset, limit) => call('queue.window', { filter, offset, limit }));

/**
 * The list of incidents and, where there is room, the one under the cursor beside it.
 * @param detail draws that one; given by the window, because features do not know each other
 */
export function QueueScreen({
  wide,
  detail,
}: {
  wide: boolean;
  detail: (id: string, full: boolean) => ReactNode;
}) {
  const { incident, full, marked, filter } = useScreen();
  const { rows, total, counts, error, filter: shown } = useStore(queue.store);
  const version = useMirror((mirror) => mirror.queueVersion);
  const [handle, setHandle] = useState<ListHandle | null>(null);
  const handleNow = useRef(handle);
  handleNow.current = handle;

  const reveal = useCallback((place: number) => handleNow.current?.reveal(place), []);
  const pick = useCallback((id: string) => showIncident(id), []);
  const cursor = useCursor(queue, incident, pick, reveal);
  const picking = usePicking(queue, cursor);
  useQueueKeys({ cursor, picking, handle });

  useEffect(() => queue.filter(filter), [filter]);
  useEffect(() => queue.changed(), [version]);
  // A detail pane is never bare while there is something to show in it.
  const firstId = rows.get(0)?.id;
  useEffect(() => {
    if (wide && firstId && useScreen.getState().incident === null) pick(firstId);
  }, [wide, firstId, pick]);
  useEffect(() => handle?.focus(), [handle]);

  if (full && incident) return detail(incident, true);
  const list = (
    <section className="queue" aria-label="Queue">
      <FilterBar counts={counts} onLeave={() => handle?.focus()} />
      {counts && total === 0 && shown ? (
        <div className="queue-empty">
          <QueueEmpty filter={shown} counts={counts} error={error} />
        </div>
      ) : (
        <QueueList
          queue={queue}
          current={incident}
          marked={marked}
          onHandle={setHandle}
          onPress={({ id, place, shift, mod, onMark, twice }) => {
            if (shift) void picking.range(place);
            else if (mod || onMark) picking.toggle(id, place);
            else {
              setMarked(new Set());
              cursor.to(place);
              if (twice || !wide) showIncident(id, true);
            }
          }}
        />
      )}
      {!counts && error && <QueueEmpty filter={filter} counts={NONE} error={error} />}
      <QueueFoot total={total} marked={marked} onDone={cursor.stay} />
    </section>
  );

  // Nothing to pick: the empty list has the room and says what to do.
  if (!wide || (total === 0 && !incident)) return list;
  return (
    <Panes
      name="queue"
      label="Width of the incident"
      start="42%"
      least={360}
      leastFirst={420}
      first={list}
      second={
        incident ? (
          detail(incident, false)
        ) : (
          <EmptyState glyph="nav-queue" title="No incident picked">
            <p>Move with j and k; what is picked is told here.</p>
          </EmptyState>
        )
      }
    />
  );
}

const NONE = { open: 0, acknowledged: 0, suppressed: 0, resolved: 0 };
