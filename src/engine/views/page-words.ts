import type { StoryLine } from '../../contract/views/incident';
import type { Suppression } from '../../core/alert/alert';
import { assertNever } from '../../core/kernel/never';
import { wasAnsweredFirst } from '../../core/page/answered-first';
import type { Delivery, Quiet } from '../../core/page/page';
import { printDuration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { endSentence } from './outside-text';
import { suppressionWords } from './suppression-words';

/** When an incident first paged since it was last open anew, and how often since. */
export type PagedSo = { readonly first: Instant; readonly times: number };

type Delivered = Pick<StoryLine, 'text' | 'detail' | 'tone'>;

/** Why nobody was paged, as words after "not paged:". */
export function quietWords(reason: Quiet, suppression: Suppression | null, source: string): string {
  switch (reason) {
    case 'suppressed-at-source':
      return suppression ? suppressionWords(suppression, source) : `suppressed at ${source}`;
    case 'held':
      return 'something holds it back';
    case 'quiet-hours':
      return 'these are your quiet hours';
    case 'no-rule':
      return 'no rule of yours takes pages of its urgency';
    case 'severity-none':
      return 'its severity is none, which never pages';
    case 'someone-else':
      return 'somebody else is on call';
    case 'acknowledged':
      return 'it is acknowledged';
    case 'snoozed':
      return 'it is snoozed';
    case 'resolved':
      return 'it is resolved';
    case 'paged-already':
      return 'paged a moment ago';
    default:
      return assertNever(reason, 'reason');
  }
}

/** What became of a page by one channel. @param channel its title, at the start of the sentence */
export function deliveryWords(delivery: Delivery, channel: string): Delivered {
  if (delivery.state !== 'pending' && wasAnsweredFirst(delivery))
    return { text: `${channel} not needed: ${endSentence(delivery.detail)}`, detail: '', tone: 'quiet' };
  switch (delivery.state) {
    case 'pending':
      return { text: `${channel} on its way.`, detail: '', tone: 'quiet' };
    case 'delivered':
      return {
        text: `${channel} delivered.`,
        detail: delivery.detail === '' ? '' : endSentence(delivery.detail),
        tone: 'good',
      };
    case 'refused':
    case 'failed':
      return {
        text: `${channel} ${delivery.state}${delivery.detail === '' ? '.' : `: ${endSentence(delivery.detail)}`}`,
        detail: '',
        tone: 'bad',
      };
    default:
      return assertNever(delivery, 'delivery');
  }
}

/** ` 2 min after the page`, with a space in front; '' where nobody was paged before. */
export function afterPage(at: Instant, paged: PagedSo | null): string {
  if (!paged || paged.first > at) return '';
  const page = paged.times > 1 ? 'the first page' : 'the page';
  return at - paged.first < 1000
    ? ` within a second of ${page}`
    : ` ${printDuration(at - paged.first)} after ${page}`;
}
