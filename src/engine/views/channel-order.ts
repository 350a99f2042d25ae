import type { ChannelId } from '../../core/page/page';

/** The order in which channels are told everywhere: what is seen first, first; any other after these. */
const ORDER: readonly ChannelId[] = ['popup', 'notification', 'sound'];

export function byChannel(a: ChannelId, b: ChannelId): number {
  return place(a) - place(b);
}

function place(channel: ChannelId): number {
  const at = ORDER.indexOf(channel);
  return at < 0 ? ORDER.length : at;
}
