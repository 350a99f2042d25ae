import { ANSWERED_FIRST } from '../../core/page/answered-first';
import type { ChannelId, Delivery } from '../../core/page/page';
import type { Input } from '../../core/step/input';
import type { Duration } from '../../core/time/duration';
import type { Notifier } from '../notify/notifier';
import type { Clock, PageToSend } from '../ports';

/** No channel is waited for longer; its own deadline is shorter. */
const DEADLINE: Duration = 15_000;

export type Dispatch = {
  /** Hands pages to their channels, at once and without waiting. */
  send(pages: ReadonlyArray<{ readonly channel: ChannelId; readonly page: PageToSend }>): void;
  /** The last delivery by each channel; null for one that was never used. */
  last(): ReadonlyMap<ChannelId, Delivery | null>;
  counts(): ReadonlyArray<{ channel: ChannelId; state: Delivery['state']; count: number }>;
  stop(): void;
};

/** @param deliver takes what became of a page back in as an input */
export function makeDispatch(
  notifiers: readonly Notifier[],
  clock: Clock,
  deliver: (input: Input) => void,
): Dispatch {
  const byId = new Map(notifiers.map((notifier) => [notifier.id, notifier]));
  const last = new Map<ChannelId, Delivery | null>(notifiers.map(({ id }) => [id, null]));
  const counts = new Map<string, { channel: ChannelId; state: Delivery['state']; count: number }>();
  const now = () => clock.now();

  async function one(channel: ChannelId, page: PageToSend): Promise<void> {
    const delivery = await attempt(byId.get(channel), page, now);
    // A page answered before its turn proves nothing of the channel, and does not hide a failure before it.
    if (!(delivery.state === 'delivered' && delivery.detail === ANSWERED_FIRST)) last.set(channel, delivery);
    const key = `${channel} ${delivery.state}`;
    const count = counts.get(key) ?? { channel, state: delivery.state, count: 0 };
    count.count++;
    counts.set(key, count);
    deliver({ kind: 'delivered', incident: page.incident, page: page.page, channel, delivery });
  }

  return {
    send(pages) {
      for (const { channel, page } of pages) void one(channel, page);
    },
    last: () => last,
    counts: () => [...counts.values()],
    stop() {
      for (const notifier of notifiers) notifier.stop?.();
    },
  };
}

async function attempt(
  notifier: Notifier | undefined,
  page: PageToSend,
  now: () => number,
): Promise<Delivery> {
  if (!notifier) return { state: 'refused', at: now(), detail: 'there is no such channel here' };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Delivery>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'failed', at: now(), detail: 'no answer in 15 s' }), DEADLINE);
  });
  try {
    return await Promise.race([notifier.send(page, now), late]);
  } catch (error) {
    return { state: 'failed', at: now(), detail: (error as Error).message.slice(0, 300) };
  } finally {
    clearTimeout(timer);
  }
}
