import type { IncidentId, PageId } from '../core/kernel/ids';
import type { ChannelId } from '../core/page/page';
import { isRinging } from '../core/page/ringing';
import type { State } from '../core/step/state';
import type { ScreenChannel } from './notify/screen';

/** Pages of an incident that wait for a screen to say that they were shown or heard. */
export type CardPages = {
  get(incident: IncidentId): ReadonlyArray<{ id: PageId; channel: ChannelId }> | undefined;
};

/** For what is shown now: whoever is asked for by `get` has a card of its own on the screen, the others are counted. */
export function waitingPages(state: State, screens: readonly ScreenChannel[]): CardPages {
  for (const screen of screens) screen.showing();
  return {
    get(incident) {
      const known = state.incidents.get(incident);
      if (!known || !isRinging(known)) return undefined;
      return screens.flatMap((screen) => screen.card(incident).map((id) => ({ id, channel: screen.id })));
    },
  };
}
