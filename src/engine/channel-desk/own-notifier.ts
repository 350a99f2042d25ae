import { ANSWERED_FIRST } from '../../core/page/answered-first';
import type { Delivery } from '../../core/page/page';
import type { ChannelMessage, ChannelReport, ChannelSetup, ChannelType } from '../channels/channel-type';
import type { Notifier } from '../notify/notifier';
import type { ChannelSecrets } from './channel-secrets';
import type { OwnChannel } from './own-channel';

/** A set-up channel that pages, and sends the message of a test the same way. */
export type ConnectedChannel = Notifier & {
  /** One attempt, within a deadline of its own. Never throws. */
  test(message: ChannelMessage): Promise<ChannelReport>;
};

/** Makes a channel page: adapter, deadline, retries, bundling. */
export type ConnectChannel = (type: ChannelType, setup: ChannelSetup) => ConnectedChannel;

/** A channel of somebody's own as the dispatcher sees it, and what the desk wants to know of it. */
export type OwnNotifier = ConnectedChannel & {
  /** The last page by it that was sent, and what became of it; null for none since the start. */
  last(): Exclude<Delivery, { state: 'pending' }> | null;
};

/**
 * Its secrets are asked of the keychain when the first message needs them: a keychain that is locked at the start
 * gives them later, and until then every page by it fails with that reason.
 */
export function makeOwnNotifier(parts: {
  readonly channel: OwnChannel;
  readonly type: ChannelType | undefined;
  readonly connect: ConnectChannel;
  readonly secrets: ChannelSecrets;
}): OwnNotifier {
  const { channel, type, connect, secrets } = parts;
  let connected: ConnectedChannel | null = null;
  let last: Exclude<Delivery, { state: 'pending' }> | null = null;

  async function reach(): Promise<ConnectedChannel | string> {
    if (connected) return connected;
    if (!type) return `this Watchbill knows no channel of the type “${channel.type}”`;
    const filled = await secrets.fill(channel, type);
    if (!filled.ok) return filled.why;
    connected ??= connect(type, {
      id: channel.id,
      type: channel.type,
      title: channel.title,
      values: { ...channel.values, ...filled.values },
    });
    return connected;
  }

  return {
    id: channel.id,
    title: channel.title,
    async send(page, now) {
      const there = await reach();
      const became =
        typeof there === 'string'
          ? ({ state: 'failed', at: now(), detail: there } as const)
          : await there.send(page, now);
      // A page that was answered before its turn proves nothing of the channel.
      if (became.detail !== ANSWERED_FIRST) last = became;
      return became;
    },
    async test(message) {
      const there = await reach();
      return typeof there === 'string'
        ? { state: 'failed', detail: there, again: false }
        : there.test(message);
    },
    tell: (title, text) => connected?.tell?.(title, text),
    withdraw: (incident) => connected?.withdraw?.(incident),
    stop: () => connected?.stop?.(),
    last: () => last,
  };
}
