import type { Urgency } from '../people/service';
import type { Duration } from '../time/duration';
import type { ChannelId } from './page';

/**
 * One personal rule: by which channel whoever sits here is paged, and how long after the page began, if they did not
 * answer by then. A page begins anew with every reminder; rules with a wait are gone through once a page that is new.
 */
export type PagingRule = {
  readonly channel: ChannelId;
  readonly after: Duration;
  readonly urgency: Urgency | 'any';
};
