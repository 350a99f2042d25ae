import type { IncidentId, PageId, PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';

/** A way to reach a person; the id of a notifier. */
export type ChannelId = string;

/** Why a page goes out now. */
export type PageReason =
  | 'firing'
  | 'still-unanswered'
  | 'after-restart'
  | 'after-sleep'
  | 'snooze-over'
  | 'no-longer-suppressed'
  | 'unacknowledged'
  | 'write-back-refused'
  | 'worse'
  /** Nothing holds it back any more. */
  | 'released'
  | 'acknowledge-timed-out'
  | 'handed-over'
  /** Somebody asks for help, or a step wants everyone's answer. */
  | 'asked-to-help'
  /** Nobody answered: the next channel of the person's own rules. */
  | 'next-channel';

/** What became of a page. `refused`: the channel said no at once; `failed`: it tried and could not, or did not answer. */
export type Delivery =
  | { readonly state: 'pending' }
  | { readonly state: 'delivered'; readonly at: Instant; readonly detail: string }
  | { readonly state: 'refused'; readonly at: Instant; readonly detail: string }
  | { readonly state: 'failed'; readonly at: Instant; readonly detail: string };

/** One attempt to reach one person about one incident by one channel. */
export type Page = {
  readonly id: PageId;
  readonly incident: IncidentId;
  readonly person: PersonId;
  readonly channel: ChannelId;
  readonly at: Instant;
  readonly reason: PageReason;
  /** Why this person, in words. */
  readonly why: string;
  readonly delivery: Delivery;
};

/** Why an incident that is open pages nobody now. */
export type Quiet =
  | 'acknowledged'
  | 'snoozed'
  | 'resolved'
  | 'suppressed-at-source'
  | 'severity-none'
  | 'someone-else'
  | 'held'
  | 'quiet-hours'
  /** No rule of theirs takes pages of this urgency. */
  | 'no-rule'
  | 'paged-already';
