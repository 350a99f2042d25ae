import type { Instant } from '../time/instant';

/**
 * What is known of one heartbeat at this desktop.
 *
 *   new --heard--> beating --not heard for `within`--> missed --heard--> beating
 *
 * `new`: a heartbeat that only calls are, before the first call came here. It is watched from then on: of several
 * desktops only the one that the job calls can know of it.
 */
export type Pulse = {
  readonly id: string;
  /** null while nothing was ever heard here. */
  readonly lastHeardAt: Instant | null;
  /** Since when we listen: the start, the end of a long sleep, or when it came into the team file. */
  readonly watchedSince: Instant;
  /** Since when its incident is open; null while it beats. One absence opens one incident. */
  readonly missedAt: Instant | null;
};

/** By id of the heartbeat. */
export type Pulses = ReadonlyMap<string, Pulse>;
