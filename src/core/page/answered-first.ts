import type { Delivery } from './page';

/** What the sound reports of a page that was answered before its first tone: nobody needed to be reached any more. */
export const ANSWERED_FIRST = 'answered before it sounded';

/** What a channel that sends messages says of a page that was answered while it waited for its turn: it was never sent. */
export const ANSWERED_UNSENT = 'answered before it was sent';

/**
 * Whether a page was answered before its channel had begun. That is no failure, and it proves nothing about the
 * channel either. Older facts call it refused.
 */
export function wasAnsweredFirst(delivery: {
  readonly state: Delivery['state'];
  readonly detail?: string;
}): boolean {
  return (
    delivery.state !== 'pending' &&
    (delivery.detail === ANSWERED_FIRST || delivery.detail === ANSWERED_UNSENT)
  );
}
