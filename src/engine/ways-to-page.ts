import type { IncidentId } from '../core/kernel/ids';
import type { ChannelId } from '../core/page/page';
import type { ChannelDesk } from './channel-desk/channel-desk';
import type { Notifier } from './notify/notifier';

/** Every way by which whoever sits here can be paged: this desktop's own, and the channels that they set up. */
export type WaysToPage = {
  all(): readonly Notifier[];
  titles(): ReadonlyMap<ChannelId, string>;
  /** Shows what is no page, by this desktop. */
  tell(title: string, text: string): void;
  /** It was answered: whoever can takes it off, or stops trying. */
  withdraw(incident: IncidentId): void;
};

export function waysToPage(local: readonly Notifier[], own: Pick<ChannelDesk, 'channels'>): WaysToPage {
  const all = (): readonly Notifier[] => [...local, ...own.channels()];
  return {
    all,
    titles: () => new Map(all().map(({ id, title }) => [id, title])),
    tell(title, text) {
      for (const notifier of local) notifier.tell?.(title, text);
    },
    withdraw(incident) {
      for (const notifier of all()) notifier.withdraw?.(incident);
    },
  };
}
