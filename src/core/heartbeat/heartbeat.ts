import type { Matcher } from '../alert/matcher';
import type { ServiceId } from '../kernel/ids';
import type { Duration } from '../time/duration';

/**
 * Something that must be heard from: an alert that always fires (Prometheus' Watchdog), or a job that calls
 * `POST /api/v1/heartbeats/<id>`. When it was not heard for `within`, an incident of its own opens; hearing it again
 * resolves that.
 */
export type Heartbeat = {
  readonly id: string;
  readonly name: string;
  /** An alert with these labels is its beat; null: only calls are. */
  readonly match: readonly Matcher[] | null;
  readonly within: Duration;
  /** Whose incident it is when it stays away; '' for `unrouted`. */
  readonly service: ServiceId | '';
};
