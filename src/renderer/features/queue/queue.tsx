import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { setMarked, showIncident, useScreen } from '../../state/screen';
import { whenChanged } from '../../state/use-answer';
import { EmptyState } from '../../ui/empty-state';
import { Panes } from '../../ui/panes';
import { FilterBar } from './filter-bar';
import './queue.css';
import { QueueEmpty } from './queue-empty';
import { QueueFoot } from './queue-foot';
import { type ListHandle, QueueList } from './queue-list';
import { useCursor } from './use-cursor';
import { usePicking } from './use-picking';
import { useQueueKeys } from './use-queue-keys';
import { windowQueue as queue } from './window-queue';

const queueChanged = whenChanged((mirror) => mirror.queueVersion);

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
  const { rows, total, remark, counts, error, filter: shown } = useStore(queue.store);
  const [handle, setHandle] = useState<ListHandle | null>(null);

  const reveal = useCallback((place: number) => handle?.reveal(place), [handle]);
  const pick = useCallback((id: string) => showIncident(id), []);
  const cursor = useCursor(queue, incident, pick, reveal);
  const picking = usePicking(queue, cursor);
  useQueueKeys({ cursor, picking, handle });

  useEffect(() => queue.filter(filter), [filter]);
  useEffect(() => queueChanged(() => queue.changed()), []);
  // A detail pane is never bare while there is something to show in it.
  const firstId = rows.get(0)?.id;
  useEffect(() => {
    if (wide && firstId && useScreen.getState().incident === null) pick(firstId);
  }, [wide, firstId, pick]);
  // Only where nobody is typing: the list mounts when the first incident comes.
  useEffect(() => {
    if (document.activeElement === document.body) handle?.focus();
  }, [handle]);

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
      <QueueFoot total={total} remark={remark} marked={marked} onDone={cursor.stay} />
    </section>
  );

  if (!wide) return list;
  return (
    <Panes
      name="queue"
      label="Width of the incident"
      start="42%"
      least={360}
      leastFirst={420}
      first={list}
      second={
        // Nothing to pick: the empty list has the room and says what to do.
        total === 0 && !incident ? null : incident ? (
          detail(incident, false)
        ) : (
          <EmptyState glyph="nav-queue" title="No incident picked">
            <p>Move with J and K; what is picked is told here.</p>
          </EmptyState>
        )
      }
    />
  );
}

const NONE = { open: 0, acknowledged: 0, suppressed: 0, resolved: 0 };
