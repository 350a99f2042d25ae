import type { IncidentId, PageId } from '../core/kernel/ids';
import type { ChannelId } from '../core/page/page';
import { isRinging } from '../core/page/ringing';
import type { State } from '../core/step/state';
import type { ScreenChannel } from './notify/screen';

/** Pages that wait for a screen to say that they were shown or heard, by incident. */
export function waitingPages(
  state: State,
  screens: readonly ScreenChannel[],
): ReadonlyMap<IncidentId, ReadonlyArray<{ id: PageId; channel: ChannelId }>> {
  const found = new Map<IncidentId, Array<{ id: PageId; channel: ChannelId }>>();
  for (const screen of screens) {
    for (const { page, incident } of screen.pending()) {
      const known = state.incidents.get(incident);
      if (!known || !isRinging(known)) continue;
      const pages = found.get(incident) ?? [];
      pages.push({ id: page, channel: screen.id });
      found.set(incident, pages);
    }
  }
  return found;
}
