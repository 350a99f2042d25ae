import { useCommands } from '../../keys/commands';
import { acknowledge, resolve, unacknowledge } from '../../state/act';
import { showIncident, toggleMarked, useScreen, wantNote } from '../../state/screen';
import type { ListHandle } from './queue-list';
import type { Cursor } from './use-cursor';
import type { Picking } from './use-picking';

/** The keys of the list. What acts on picked incidents is the bulk bar's and goes before. */
export function useQueueKeys({
  cursor,
  picking,
  handle,
}: {
  cursor: Cursor;
  picking: Picking;
  handle: ListHandle | null;
}): void {
  const page = handle?.pageSize() ?? 10;
  /** On the incident under the cursor; the next step goes on from its place, wherever it is sorted to. */
  const act = (run: (ids: string[]) => Promise<boolean>) => () => {
    const { incident } = useScreen.getState();
    if (!incident) return;
    cursor.stay();
    void run([incident]);
  };
  const step = (by: number) => () => {
    cursor.by(by);
    handle?.focus();
  };
  useCommands(
    {
      down: step(1),
      up: step(-1),
      pageDown: step(page),
      pageUp: step(-page),
      first: () => cursor.to(0),
      last: () => cursor.to(Number.MAX_SAFE_INTEGER),
      open: () => {
        const { incident } = useScreen.getState();
        if (incident) showIncident(incident, true);
      },
      acknowledge: act((ids) => acknowledge(ids)),
      unacknowledge: act(unacknowledge),
      resolve: act(resolve),
      mark: () => {
        const { incident } = useScreen.getState();
        if (incident) toggleMarked(incident);
      },
      markDown: () => picking.extend(1),
      markUp: () => picking.extend(-1),
      markAll: () => void picking.all(),
      note: () => {
        const { incident } = useScreen.getState();
        if (!incident) return;
        showIncident(incident, true);
        wantNote(true);
      },
    },
    5,
  );
}
