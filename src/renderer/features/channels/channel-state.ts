import type { ChannelView } from '../../../contract/channels/channel-views';

const DAY = 86_400_000;
/** A test proves little after so long: passwords expire, phones are replaced. */
export const OLD_TEST = 31 * DAY;

export type ChannelMark = {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  readonly word: string;
  readonly glyph: string;
};

/** How a channel stands, in a word: by its last page or test, whichever is newer. */
export function channelMark({ problem, last, test }: ChannelView, now: number): ChannelMark {
  if (problem !== '') return { tone: 'bad', word: 'Cannot send', glyph: 'warning' };
  const newest = last && (!test || last.at >= test.at) ? last : test;
  if (!newest) return { tone: 'warn', word: 'Never tested', glyph: 'help' };
  if (newest.state !== 'delivered')
    return { tone: 'bad', word: newest === test ? 'Test failed' : 'Last page failed', glyph: 'warning' };
  if (newest === test && test.outdated)
    return { tone: 'warn', word: 'Changed since its test', glyph: 'clock' };
  if (now - newest.at > OLD_TEST) return { tone: 'warn', word: 'Test is old', glyph: 'clock' };
  return { tone: 'good', word: 'Works', glyph: 'check' };
}

/** A drawing for a type; what is unknown gets the one for messages. */
export function typeGlyph(type: string): string {
  return GLYPHS[type] ?? 'chat';
}

const GLYPHS: Readonly<Record<string, string>> = {
  popup: 'window',
  notification: 'notification',
  sound: 'sound',
  ntfy: 'notification',
  pushover: 'notification',
  'twilio-voice': 'phone',
  'twilio-sms': 'chat',
  email: 'mail',
  webhook: 'link',
  command: 'play',
};
