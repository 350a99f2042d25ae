import type { PracticeView } from '../../contract/views/practice';
import { wasAnsweredFirst } from '../../core/page/answered-first';

type Channel = PracticeView['channels'][number];

const STATES: Record<Channel['state'], string> = {
  pending: 'Waiting',
  delivered: 'Arrived',
  refused: 'Refused',
  failed: 'Failed',
};

export function channelWords(channel: Channel): string {
  return wasAnsweredFirst(channel) ? 'Not heard' : STATES[channel.state];
}

/** What to do about a channel that did not arrive; '' when it did. */
export function channelAdvice(tried: Channel): string {
  const { channel, state } = tried;
  if (wasAnsweredFirst(tried)) return 'Page yourself again, and answer when you have heard it.';
  if (state === 'delivered' || state === 'pending') return '';
  switch (channel) {
    case 'popup':
      return 'No page could be shown on this screen. Start Watchbill again; if it stays so, sound and notification still reach you.';
    case 'sound':
      return 'Turn sound on in the settings, and see that this desktop has an output that is not muted. The pop-up still shows.';
    default:
      return 'Allow Watchbill to notify in the settings of your system, and see that a notification service runs. The pop-up does not need it.';
  }
}

/** One sentence for the whole of it. */
export function practiceVerdict(practice: PracticeView | null): string {
  if (!practice || practice.state === 'idle') return 'Rings once as a real page does. Only you are paged.';
  const unheard = practice.channels.some(wasAnsweredFirst);
  const bad = practice.channels.filter(
    (channel) => (channel.state === 'failed' || channel.state === 'refused') && !wasAnsweredFirst(channel),
  );
  const waiting = practice.channels.some(({ state }) => state === 'pending');
  if (bad.length === practice.channels.length && bad.length > 0)
    return 'Nothing reached you: you cannot be paged here.';
  const missing = bad.map(({ title }) => title.toLowerCase()).join(' and ');
  if (bad.length > 0) return `You can be paged here, but not by ${missing}.`;
  if (practice.state === 'ringing')
    return waiting ? 'Ringing…' : 'All of it reached you. Answer the page to end it.';
  return unheard ? 'You can be paged here; the sound had no time to prove itself.' : 'You can be paged here.';
}
