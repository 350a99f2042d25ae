import type { ChannelId, Delivery } from '../../core/page/page';
import type { Instant } from '../../core/time/instant';
import type { PageToSend } from '../ports';

/** A way to reach a person: one file, one line in the registry. */
export type Notifier = {
  readonly id: ChannelId;
  readonly title: string;
  /**
   * Sends a page and says what really happened. Never throws, never hangs: it keeps a deadline of its own, and the
   * dispatcher keeps another.
   * @param later where it goes on trying after it said `failed`: takes what became of it at last, once
   */
  send(
    page: PageToSend,
    now: () => Instant,
    later?: (delivery: Exclude<Delivery, { state: 'pending' }>) => void,
  ): Promise<Exclude<Delivery, { state: 'pending' }>>;
  /** Shows something that is no page: news of the rota. Plain text, one line each. */
  tell?(title: string, text: string): void;
  /** The page was answered: take it off, where the channel can. */
  withdraw?(incident: string): void;
  stop?(): void;
};
