import { setTimeout as sleep } from 'node:timers/promises';
import { wasAnsweredFirst } from '../../core/page/answered-first';
import { type Delivery, type Page } from '../../core/page/page';
import type { Duration } from '../../core/time/duration';
import type { ChannelType } from '../channels/channel-type';
import { type ReliableChannel, reliableChannel } from '../channels/reliable-channel';
import type { Clock, Log } from '../ports';
import type { ChannelSecrets } from './channel-secrets';
import type { OwnChannel } from './own-channel';

type Settled = Exclude<Delivery, { state: 'pending' }>;
type Later = (delivery: Settled) => void;

/** A keychain that is locked is asked again so often while a page waits for it. */
const ASK_AGAIN: Duration = 5_000;
/** The dispatcher waits 15 s; a keychain gets so much of it. */
const KEYCHAIN_WITHIN: Duration = 8_000;
/** A page waits so long for it; then its reminder has come, which pages anew. */
const PATIENCE: Duration = 10 * 60_000;

type Reached = ReliableChannel | { readonly why: string; readonly again: boolean };
const SLOW: Reached = { why: 'the keychain has not answered yet', again: true };

/** A channel of somebody's own as the dispatcher sees it, and what the desk wants to know of it. */
export type OwnNotifier = ReliableChannel & {
  /** The last page by it that was sent, and what became of it; null for none since the start. */
  last(): Settled | null;
};

/**
 * Its secrets are asked of the keychain when the first message needs them. While that is locked, pages by it fail with
 * that reason, and go out as soon as it opens, unless they were answered meanwhile.
 */
export function makeOwnNotifier(parts: {
  readonly channel: OwnChannel;
  readonly type: ChannelType | undefined;
  readonly secrets: ChannelSecrets;
  readonly clock: Clock;
  readonly log: Log;
}): OwnNotifier {
  const { channel, type, secrets, clock, log } = parts;
  let connected: ReliableChannel | null = null;
  let connecting: Promise<Reached> | null = null;
  let last: Settled | null = null;
  let stopped = false;
  /** Pages that wait for a locked keychain: what goes out when it opens. */
  const waiting = new Map<
    Page['id'],
    { readonly incident: string; readonly tries: number; readonly go: () => void }
  >();
  let timer: NodeJS.Timeout | null = null;

  async function connect(): Promise<Reached> {
    if (connected) return connected;
    if (!type) return { why: `this Watchbill knows no channel of the type “${channel.type}”`, again: false };
    const filled = await secrets.fill(channel, type);
    if (!filled.ok) return filled;
    const { id, title, values } = channel;
    const setup = { id, type: channel.type, title, values: { ...values, ...filled.values } };
    connected ??= reliableChannel(type, setup, { clock, log });
    if (stopped) connected.stop?.();
    return connected;
  }

  /** A keychain that asks a person first is not waited for long; it is asked once at a time. */
  async function reach(): Promise<Reached> {
    if (connected) return connected;
    connecting ??= connect().finally(() => {
      connecting = null;
    });
    const late = new AbortController();
    const slow = sleep(KEYCHAIN_WITHIN, SLOW, { signal: late.signal }).catch(() => SLOW);
    return Promise.race([connecting, slow]).finally(() => late.abort());
  }

  function note(delivery: Settled): Settled {
    // A page that was answered before its turn proves nothing of the channel.
    if (!wasAnsweredFirst(delivery)) last = delivery;
    return delivery;
  }

  function askAgain(): void {
    timer ??= setTimeout(() => {
      timer = null;
      void reach().then((there) => {
        const open = 'send' in there;
        for (const [id, page] of waiting) {
          if (open) page.go();
          if (open || page.tries <= 1) waiting.delete(id);
          else waiting.set(id, { ...page, tries: page.tries - 1 });
        }
        if (waiting.size > 0 && !stopped) askAgain();
      });
    }, ASK_AGAIN);
    timer.unref();
  }

  return {
    id: channel.id,
    title: channel.title,
    async send(page, now, later: Later = () => undefined) {
      const told: Later = (delivery) => later(note(delivery));
      const there = await reach();
      if ('send' in there) return note(await there.send(page, now, told));
      if (there.again && !stopped) {
        const go = (): void => void connected?.send(page, now, told).then(told);
        waiting.set(page.page, { incident: page.incident, tries: PATIENCE / ASK_AGAIN, go });
        askAgain();
      }
      const detail = there.again ? `${there.why}; it goes out as soon as it can` : there.why;
      return note({ state: 'failed', at: now(), detail });
    },
    async test(message) {
      const there = await reach();
      return 'test' in there
        ? there.test(message)
        : { state: 'failed', detail: there.why, again: there.again };
    },
    tell: (title, text) => connected?.tell?.(title, text),
    withdraw(incident) {
      for (const [id, page] of waiting) if (page.incident === incident) waiting.delete(id);
      connected?.withdraw?.(incident);
    },
    stop() {
      stopped = true;
      waiting.clear();
      if (timer) clearTimeout(timer);
      connected?.stop?.();
    },
    last: () => last,
  };
}
