import type { Duration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';

/** What the last test of a channel came to. */
export type StoredTest = {
  readonly at: Instant;
  readonly took: Duration;
  readonly state: 'delivered' | 'refused' | 'failed';
  /** The service's own words, or why not. */
  readonly detail: string;
  /** The channel was set up anew since: what it proved is over. */
  readonly outdated: boolean;
};

/** A channel of somebody's own as it is stored: without its secrets, which are in the keychain. */
export type OwnChannel = {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly values: Readonly<Record<string, string>>;
  /** Keys of the secrets that were given: one that the keychain does not have any more must be entered again. */
  readonly secrets: readonly string[];
  readonly test: StoredTest | null;
};

/** Name of one secret of a channel in the keychain. */
export function channelSecretName(id: string, key: string): string {
  return `channel:${id}:${key}`;
}

/** Ids that own channels cannot have: those of this desktop's own ways to page. */
export const LOCAL_CHANNELS: readonly string[] = ['popup', 'notification', 'sound', 'console'];
