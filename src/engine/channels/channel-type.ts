import type { Delivery } from '../../core/page/page';
import type { Clock, Log } from '../ports';

/** What a person fills in for a channel. A `secret` is kept in the keychain and never shown again. */
export type ChannelField = {
  readonly key: string;
  readonly title: string;
  /** One sentence where it needs one: where to find it, an example. */
  readonly hint: string;
  readonly kind: 'text' | 'secret' | 'url' | 'number' | 'choice' | 'yes-no';
  readonly needed: boolean;
  /** Of a `choice`. */
  readonly choices?: readonly string[];
  readonly initial?: string;
};

/** A channel of somebody's own as it is set up, secrets filled in. All values are texts, as typed. */
export type ChannelSetup = {
  /** `channel:<id>` is the name of its secrets. */
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly values: Readonly<Record<string, string>>;
};

/** What is sent: one page, or one message for many. Plain text from outside; the adapter escapes it for its service. */
export type ChannelMessage = {
  /** The same for every attempt to send this message: services that know idempotency keys get it. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly severity: 'critical' | 'error' | 'warning' | 'info' | 'none';
  /** Incidents it is about; several in a bundle, [] for a test. */
  readonly incidents: ReadonlyArray<{
    readonly id: string;
    readonly number: number;
    readonly service: string;
  }>;
  /** `page`, `bundle` of pages, `answered` (somebody acknowledged or it is over), or `test`. */
  readonly kind: 'page' | 'bundle' | 'answered' | 'test';
};

/** What became of one attempt. `again`: trying later may help (no network, 429, 5xx), not before `notBefore` ms. */
export type ChannelReport =
  | { readonly state: 'delivered'; readonly detail: string }
  | { readonly state: 'refused'; readonly detail: string }
  | {
      readonly state: 'failed';
      readonly detail: string;
      readonly again: boolean;
      readonly notBefore?: number;
    };

export type ChannelDeps = {
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the attempt: over its deadline, or the engine stops. */
  readonly signal: AbortSignal;
};

/** A kind of channel: one file, one line in the registry. */
export type ChannelType = {
  readonly type: string;
  readonly title: string;
  /** One sentence: what it is, and what it needs. */
  readonly about: string;
  readonly fields: readonly ChannelField[];
  /** What it can do, honestly: whether the phone rings, whether it proves that somebody saw it. */
  readonly can: { readonly wakes: boolean; readonly confirms: 'accepted' | 'delivered' | 'seen' };
  /** The service's own limits, so that a storm is bundled instead of refused. */
  readonly limits: { readonly perMinute: number; readonly longest: number };
  /** What is wrong with what was typed, by field; {} when nothing is. */
  check(values: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** One attempt. Never throws. `delivered` only where the service said that it took it, with its words in `detail`. */
  send(message: ChannelMessage, setup: ChannelSetup, deps: ChannelDeps): Promise<ChannelReport>;
};

/** What the dispatcher is told at last. */
export type Settled = Exclude<Delivery, { state: 'pending' }>;
