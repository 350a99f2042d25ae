import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Duration } from '../time/duration';

/** Whom a step pages. */
export type Target =
  | { readonly kind: 'schedule'; readonly schedule: ScheduleId }
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: 'everyone' };

/** `after`: how long after the step before it began; of the first step, after the incident opened. */
export type Step = { readonly after: Duration; readonly page: readonly Target[] };

/** Whom to page next, and when, if nobody answers. */
export type Escalation = {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly Step[];
  /** How often the whole is gone through again after the last step. */
  readonly repeat: number;
};
