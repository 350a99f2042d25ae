import type { IncidentId } from '../kernel/ids';
import type { ChannelId } from '../page/page';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';

/** A page is answered well within so long. */
export const DRILL_TARGET: Duration = 5 * MINUTE;
/** A drill that nobody answered for so long is over: it was missed. */
export const DRILL_GIVES_UP: Duration = 15 * MINUTE;

/**
 *   running --answered within the target--> answered
 *      |-----answered after it-----------> late
 *      |-----nobody answered-------------> missed
 *      +-----engine stopped, or asleep---> interrupted
 */
export type DrillOutcome = 'answered' | 'late' | 'missed' | 'interrupted';

/** What a channel did in a drill. `after` is from its begin, null where it did not arrive. */
export type DrillChannel = {
  readonly channel: ChannelId;
  readonly title: string;
  readonly state: 'delivered' | 'refused' | 'failed' | 'pending' | 'not-needed';
  readonly after: Duration | null;
  readonly detail: string;
};

/** One drill, while it runs and when it is over. */
export type Drill = {
  readonly id: string;
  /** Asked for by somebody, or the one of the month. */
  readonly kind: 'asked' | 'monthly';
  readonly startedAt: Instant;
  /** null while it runs. */
  readonly endedAt: Instant | null;
  readonly incident: IncidentId | null;
  readonly outcome: DrillOutcome | 'running';
  readonly answeredAfter: Duration | null;
  readonly target: Duration;
  readonly channels: readonly DrillChannel[];
};

export type DrillScore = {
  /** 0–100: half for the answer, falling from the target on; half for the channels that arrived. */
  readonly points: number;
  readonly passed: boolean;
  readonly says: string;
};
