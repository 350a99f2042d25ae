import type { ActId, PersonId, ScheduleId, ServiceId, SourceId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import type { Stamp } from './stamp';

/** A span of one schedule that changes hands. */
export type Piece = { readonly schedule: ScheduleId; readonly start: Instant; readonly end: Instant };

/** What an act says; the stored form is a contract (docs/team-folder.md, "The log"). */
export type ActBody =
  /** `person` null: nobody. */
  | {
      readonly kind: 'overrideMade';
      readonly schedule: ScheduleId;
      readonly person: PersonId | null;
      readonly start: Instant;
      readonly end: Instant;
      readonly reason: string;
    }
  | { readonly kind: 'overrideRemoved'; readonly override: ActId }
  /** `to` null: anyone. `want` []: a gift (cover), else a two-way trade with `to`. */
  | {
      readonly kind: 'tradeOffered';
      readonly to: PersonId | null;
      readonly give: readonly Piece[];
      readonly want: readonly Piece[];
      readonly note: string;
    }
  /** What exactly is taken: of a cover it may be a part; of a two-way trade it is all. */
  | {
      readonly kind: 'tradeAccepted';
      readonly trade: ActId;
      readonly give: readonly Piece[];
      readonly want: readonly Piece[];
    }
  | { readonly kind: 'tradeDeclined'; readonly trade: ActId }
  | { readonly kind: 'tradeWithdrawn'; readonly trade: ActId }
  | { readonly kind: 'tradeUndone'; readonly trade: ActId }
  /** `person` cannot be on call then. */
  | {
      readonly kind: 'awaySet';
      readonly person: PersonId;
      readonly start: Instant;
      readonly end: Instant;
      readonly reason: string;
    }
  | { readonly kind: 'awayRemoved'; readonly away: ActId }
  /** What the one before tells the next one at a handoff. */
  | { readonly kind: 'handoverNoted'; readonly schedule: ScheduleId; readonly text: string }
  /**
   * Something a person did to an incident, for the other desktops that watch the same source. Incident ids differ
   * between desktops; source, dedup key and start of the alert say which is meant.
   */
  | {
      readonly kind: 'incidentActed';
      readonly source: SourceId;
      readonly dedupKey: string;
      /** The alert's own start; null where its source gives none. */
      readonly startsAt: Instant | null;
      readonly act:
        | 'acknowledge'
        | 'unacknowledge'
        | 'snooze'
        | 'resolve'
        | 'note'
        /** Acknowledged by whoever acts, whoever had it before. */
        | 'take'
        /** The next step begins now. */
        | 'escalate'
        /** `to` is paged in place of whoever was; the steps go on from there. */
        | 'handOver'
        /** `to` is paged as well, also where somebody acknowledged. */
        | 'addResponder';
      /** Of a snooze. */
      readonly until: Instant | null;
      /** Of a note. */
      readonly text: string;
      /** Of `handOver` and `addResponder`. */
      readonly to?: PersonId;
    }
  /** A desktop saw an alert that every desktop sees: steps count from the earliest that is known. */
  | {
      readonly kind: 'incidentOpened';
      readonly source: SourceId;
      readonly dedupKey: string;
      readonly startsAt: Instant | null;
      /** When it saw it: what its own steps count from. The line is written a moment later. */
      readonly at: Instant;
    }
  /** `matchers` as Prometheus writes them, one each. */
  | {
      readonly kind: 'silenceMade';
      readonly matchers: readonly string[];
      readonly start: Instant;
      readonly end: Instant;
      readonly reason: string;
    }
  /** `at`, here and below: when by the wall clock of its desktop, as a stamp may run ahead of it; absent: the stamp's. */
  | { readonly kind: 'silenceEnded'; readonly silence: ActId; readonly at?: Instant }
  /** `services` []: all of them. */
  | {
      readonly kind: 'maintenanceStarted';
      readonly services: readonly ServiceId[];
      readonly start: Instant;
      readonly end: Instant;
      readonly reason: string;
    }
  | { readonly kind: 'maintenanceEnded'; readonly maintenance: ActId; readonly at?: Instant }
  /** This desktop of whoever acts can no longer page them (its last word), or can again. */
  | { readonly kind: 'desktopWent'; readonly to: PresenceState; readonly at?: Instant };

/** What a desktop says of itself. */
export type PresenceState = 'awake' | 'asleep' | 'offline' | 'stopped';

/** An act of somebody at another desktop on an incident. */
export type HeardAct = Act & { readonly body: Extract<ActBody, { kind: 'incidentActed' }> };

/** When a desktop saw an alert that every desktop sees. */
export type HeardOpening = Act & { readonly body: Extract<ActBody, { kind: 'incidentOpened' }> };

/** Something a person did, as one line of the team's log. Never edited; `id` is the printed stamp, unique in the team. */
export type Act = {
  readonly id: ActId;
  readonly stamp: Stamp;
  readonly by: PersonId;
  readonly body: ActBody;
};
