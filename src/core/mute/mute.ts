import type { Labels } from '../alert/labels';
import type { Matcher } from '../alert/matcher';
import type { ActId, PersonId, ServiceId } from '../kernel/ids';
import type { Hours } from '../schedule/schedule';
import type { Duration } from '../time/duration';
import type { Instant } from '../time/instant';

/**
 * "Nobody need be paged about these until then": made by a person in two clicks from an alert, or typed. Travels in the
 * team's log, so it holds on every desktop. What it holds back is stored, shown and counted; what is still firing when
 * it ends pages then.
 */
export type Silence = {
  readonly id: ActId;
  /** All must hold. Never []: a silence of everything is a maintenance window without services. */
  readonly matchers: readonly Matcher[];
  readonly start: Instant;
  /** Exclusive. Moved to now when it is ended early. */
  readonly end: Instant;
  readonly by: PersonId;
  readonly reason: string;
};

/**
 * Work on services, planned or begun now (also by a CI job): no page about them meanwhile. `services` []: all of them.
 */
export type Maintenance = {
  /** `file:<id>` for one of the team file, else the id of the act that began it. */
  readonly id: string;
  readonly services: readonly ServiceId[];
  readonly reason: string;
  /** null for one of the team file. */
  readonly by: PersonId | null;
  readonly when:
    | {
        readonly kind: 'once';
        readonly start: Instant;
        readonly end: Instant;
        /** In which it was written, for whoever edits it; absent: the team's. */
        readonly timeZone?: string;
      }
    /** Wall clock in `timeZone`; every window of the union. */
    | { readonly kind: 'weekly'; readonly hours: readonly Hours[]; readonly timeZone: string };
};

/**
 * "A bigger alert already explains this one", with Alertmanager's meaning: a target is held back while a source fires
 * and all labels of `equal` are equal (missing and empty are the same); an alert that matches both sides is not held
 * back by another such.
 */
export type Inhibition = {
  readonly id: string;
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
};

/** Which alerts of a service become one incident. */
export type Grouping = {
  /** Labels whose values must be equal; [] groups the whole service. */
  readonly by: readonly string[];
  /** How long the first page waits for others to join. What is critical does not wait. */
  readonly wait: Duration;
  /** A new alert joins while the last one joined less than so long ago; null: while nobody has answered the incident. */
  readonly window: Duration | null;
};

/** An alert that came `changes` times within `within` flaps: it is held back until it has fired for `steady` on end. */
export type FlapRule = { readonly changes: number; readonly within: Duration; readonly steady: Duration };

/** Why an incident that wants an answer pages nobody for now. The order is the order in which they are asked. */
export type HeldHow =
  | 'silenced'
  | 'maintenance'
  | 'inhibited'
  | 'grouped'
  | 'flapping'
  | 'holding'
  | 'collecting';

/** What holds a page back. */
export type Held = {
  readonly how: HeldHow;
  /** Id of the silence, maintenance window, inhibition or the incident it is part of; '' for the others. */
  readonly by: string;
  /** In words, for the story: `Silenced by Ada until 14:00: deploy`. */
  readonly detail: string;
  /** When it ends by itself; null where something else must happen first. */
  readonly until: Instant | null;
};

/** What of an alert muting looks at. */
export type Mutable = {
  readonly labels: Labels;
  readonly service: ServiceId;
  readonly openedAt: Instant;
};
