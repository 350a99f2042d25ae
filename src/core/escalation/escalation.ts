import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Urgency } from '../people/service';
import type { Hours } from '../schedule/schedule';
import type { Duration } from '../time/duration';

/** Whom a step pages. */
export type Target =
  /** Whoever is on call. */
  | { readonly kind: 'schedule'; readonly schedule: ScheduleId }
  /** `next:<schedule>`: whoever is on call there after the one who is now. */
  | { readonly kind: 'next'; readonly schedule: ScheduleId }
  /** `all:<schedule>`: everyone who takes turns in it. */
  | { readonly kind: 'all'; readonly schedule: ScheduleId }
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: 'everyone' };

/** When a step counts at all; both must hold where both are given. */
export type StepWhen = {
  readonly urgency: Urgency | null;
  /** A union of windows in `timeZone`; [] is always. */
  readonly hours: readonly Hours[];
  readonly timeZone: string;
};

/** `after`: how long after the step before it began; of the first step, after the incident opened. */
export type Step = {
  readonly after: Duration;
  readonly page: readonly Target[];
  /** Each incident pages one of the targets in turn, not all of them. */
  readonly roundRobin?: boolean;
  /** A step whose condition does not hold when its time comes is left out, its wait as well. */
  readonly when?: StepWhen;
  /** `all`: the first acknowledgement stops the escalation, yet everybody paged by this step is paged until they answer. */
  readonly acknowledge?: 'one' | 'all';
};

/** Whom to page next, and when, if nobody answers. */
export type Escalation = {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly Step[];
  /** How often the whole is gone through again after the last step. */
  readonly repeat: number;
  /** What is acknowledged and not over after so long is open again and pages from the first step on; null for never. */
  readonly acknowledgeTimeout?: Duration | null;
  /** When the first step begins anew after the last one of a round; default: the longest wait of a step, at least 5 min. */
  readonly repeatAfter?: Duration | null;
};
