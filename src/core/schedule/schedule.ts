import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Duration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Wall } from '../time/wall';

/** How long one person's turn lasts: hours are elapsed time, days and weeks are counted on the wall clock. */
export type Turn = { readonly every: number; readonly unit: 'hours' | 'days' | 'weeks' };

/** ISO 8601: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When a layer has anybody at all. Times of day are durations since midnight on the wall clock, `to` exclusive. */
export type Hours =
  /** Opens on each of `days` (null: every day). `to` at or before `from` is on the next day. */
  | {
      readonly kind: 'daily';
      readonly from: Duration;
      readonly to: Duration;
      readonly days: readonly Weekday[] | null;
    }
  /** One window a week. */
  | {
      readonly kind: 'weekly';
      readonly from: { readonly day: Weekday; readonly time: Duration };
      readonly to: { readonly day: Weekday; readonly time: Duration };
    }
  /** The events of an .ics file in the team folder; its path there. */
  | { readonly kind: 'calendar'; readonly path: string };

/** One rotation. A later layer of a schedule wins wherever it has somebody (rota.md, rule 5). */
export type Layer = {
  readonly id: string;
  readonly name: string;
  /** In turn; somebody may come twice, nobody at all is a layer that has nobody. `null`: an unknown person's turn. */
  readonly people: readonly (PersonId | null)[];
  /** The first handoff, wall clock in the schedule's zone. */
  readonly start: Wall;
  readonly turn: Turn;
  readonly until: Wall | null;
  /** A union; [] is always. */
  readonly hours: readonly Hours[];
  /**
   * An .ics file of the team folder (its path there) whose events say who is on call when, in place of people and
   * turns: an imported schedule. An event's person is found by id, name or e-mail (`personOfEvent`). null for a rotation.
   */
  readonly calendar: string | null;
};

/** Somebody else (null: nobody) takes a span of one schedule; of two that overlap the one created last wins (rule 6). */
export type Override = {
  /** `file:<n>` for the n-th of the team file, else the id of the act or trade that made it (with `/give`, `/want`). */
  readonly id: string;
  readonly schedule: ScheduleId;
  readonly person: PersonId | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly reason: string;
  readonly origin:
    | { readonly kind: 'file'; readonly line: number }
    | { readonly kind: 'act'; readonly by: PersonId; readonly at: Instant }
    | {
        readonly kind: 'trade';
        readonly trade: string;
        readonly from: PersonId;
        readonly with: PersonId;
        readonly at: Instant;
      };
};

export type Schedule = {
  readonly id: ScheduleId;
  readonly name: string;
  readonly timeZone: string;
  readonly layers: readonly Layer[];
  /** As the team file lists them: the last of them was created last. */
  readonly overrides: readonly Override[];
};
