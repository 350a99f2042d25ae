import { wasAnsweredFirst } from '../../core/page/answered-first';
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

/**
 * @param notifiers a function where they change while the engine runs
 * @param deliver takes what became of a page back in as an input; once more where a channel that failed at first went on
 * and came to something
 */
export function makeDispatch(
  notifiers: readonly Notifier[] | (() => readonly Notifier[]),
  clock: Clock,
  deliver: (input: Input) => void,
): Dispatch {
  const all = typeof notifiers === 'function' ? notifiers : () => notifiers;
  const last = new Map<ChannelId, Delivery>();
  const counts = new Map<string, { channel: ChannelId; state: Delivery['state']; count: number }>();
  const now = () => clock.now();
  let stopped = false;

  async function one(channel: ChannelId, page: PageToSend): Promise<void> {
    // What a page came to at last is never told before what it came to at first.
    const later = (delivery: Delivery): void =>
      void Promise.resolve()
        .then(() => first)
        .then(() => stopped || tell(channel, page, delivery));
    const first = attempt(
      all().find(({ id }) => id === channel),
      page,
      now,
      later,
    );
    tell(channel, page, await first);
  }

  function tell(channel: ChannelId, page: PageToSend, delivery: Delivery): void {
    // A page answered before its turn proves nothing of the channel, and does not hide a failure before it.
    if (!wasAnsweredFirst(delivery)) last.set(channel, delivery);
    if (delivery.state !== 'refused' || !wasAnsweredFirst(delivery)) {
      const key = `${channel} ${delivery.state}`;
      const count = counts.get(key) ?? { channel, state: delivery.state, count: 0 };
      count.count++;
      counts.set(key, count);
    }
    deliver({ kind: 'delivered', incident: page.incident, page: page.page, channel, delivery });
  }

  return {
    send(pages) {
      for (const { channel, page } of pages) void one(channel, page);
    },
    last: () => new Map(all().map(({ id }) => [id, last.get(id) ?? null])),
    counts: () => [...counts.values()],
    stop() {
      stopped = true;
      for (const notifier of all()) notifier.stop?.();
    },
  };
}

async function attempt(
  notifier: Notifier | undefined,
  page: PageToSend,
  now: () => number,
  later: (delivery: Delivery) => void,
): Promise<Delivery> {
  if (!notifier) return { state: 'refused', at: now(), detail: 'there is no such channel here' };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Delivery>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'failed', at: now(), detail: 'no answer in 15 s' }), DEADLINE);
  });
  try {
    return await Promise.race([notifier.send(page, now, later), late]);
  } catch (error) {
    return { state: 'failed', at: now(), detail: (error as Error).message.slice(0, 300) };
  } finally {
    clearTimeout(timer);
  }
}
