import type { SourceId } from '../kernel/ids';
import type { Instant } from '../time/instant';

/**
 * What is known of a source.
 *
 *   waiting --good--> ok --bad--> failing --blindAfter--> blind
 *                      ^------------good------+-------------+
 *
 * `waiting`: nothing heard yet since the engine started. Pushed sources are `waiting` or `ok`.
 */
export type SourceHealth = {
  readonly id: SourceId;
  readonly state: 'waiting' | 'ok' | 'failing' | 'blind';
  readonly lastGoodAt: Instant | null;
  readonly lastBadAt: Instant | null;
  /** One sentence for a person; '' while all is well. Never holds a secret. */
  readonly lastError: string;
  /** Since when it fails without a good answer; null when it does not. */
  readonly failingSince: Instant | null;
  readonly nextTryAt: Instant | null;
  /** Firing alerts in the last full read; for pushed sources the alerts received since the start. */
  readonly alerts: number;
  /** Since when we listen to it: the start, the end of a sleep, or when it came into the team file. */
  readonly watchedSince: Instant;
  /** When the source's process started, by its own account; null where it does not say. */
  readonly startedAt: Instant | null;
};

export function unheard(id: SourceId, at: Instant): SourceHealth {
  return {
    id,
    state: 'waiting',
    lastGoodAt: null,
    lastBadAt: null,
    lastError: '',
    failingSince: null,
    nextTryAt: null,
    alerts: 0,
    watchedSince: at,
    startedAt: null,
  };
}
