import type { Matcher } from '../alert/matcher';
import type { PersonId, ServiceId } from '../kernel/ids';
import type { FlapRule, Grouping } from '../mute/mute';
import type { Hours } from '../schedule/schedule';
import type { Duration } from '../time/duration';

/** How much a page may disturb: `low` is paged by the rules for low urgency, and waits for the end of quiet hours. */
export type Urgency = 'high' | 'low';

/** Hours in which a service is looked after; outside of them its urgency is another one. */
export type SupportHours = {
  /** A union of windows in `timeZone`. */
  readonly hours: readonly Hours[];
  readonly timeZone: string;
  /** Outside of them. What is critical stays high unless the file says `criticalToo`. */
  readonly outside: Urgency;
  readonly criticalToo: boolean;
};

/** What an alert is about. `runbook` is a path in the team folder or an http(s) link; '' when there is none. */
export type Service = {
  readonly id: ServiceId;
  readonly name: string;
  readonly match: readonly Matcher[];
  readonly owners: readonly PersonId[];
  readonly repository: string;
  readonly runbook: string;
  readonly escalation: string;
  /** `severity`: critical and error are high, the rest is low. */
  readonly urgency?: Urgency | 'severity';
  readonly supportHours?: SupportHours | null;
  /** Pages only what still fires after so long; 0 for at once. What is critical waits too: a rule that says so is meant. */
  readonly hold?: Duration;
  readonly group?: Grouping | null;
  readonly flapping?: FlapRule | null;
  /** CODEOWNERS file whose owners are this service's, as the file names it; '' for none. */
  readonly codeowners?: string;
  /** Paths of the repository whose owners count; [] the whole. */
  readonly codeownersPaths?: readonly string[];
};
