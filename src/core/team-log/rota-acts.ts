import type { ActId, PersonId, ScheduleId } from '../kernel/ids';
import type { Maintenance, Silence } from '../mute/mute';
import type { Override } from '../schedule/schedule';
import type { Instant } from '../time/instant';
import type { PresenceState } from './act';
import type { Trade } from './trade';

/** Somebody cannot be on call. `origin`: typed in, or an event of their calendar. */
export type Away = {
  readonly id: string;
  readonly person: PersonId;
  readonly start: Instant;
  readonly end: Instant;
  readonly reason: string;
  readonly origin: 'act' | 'calendar';
};

export type HandoverNote = {
  readonly id: ActId;
  readonly schedule: ScheduleId;
  readonly by: PersonId;
  readonly at: Instant;
  readonly text: string;
};

/** What the team's log says about the rota, folded. */
export type RotaActs = {
  /** In force, in the order of their creation (stamps); both halves of every agreed trade among them. */
  readonly overrides: readonly Override[];
  /** Newest offer last. */
  readonly trades: readonly Trade[];
  readonly away: readonly Away[];
  readonly handoverNotes: readonly HandoverNote[];
  /** Every silence that was made, in the order of the stamps; ended ones with the end that they got. */
  readonly silences: readonly Silence[];
  /** What was begun by people and CI jobs, in the order of the stamps; ended ones with the end that they got. */
  readonly maintenance: readonly Maintenance[];
  /** What desktops said of themselves, in the order of the stamps; of each desktop the last 50. */
  readonly presence: readonly Presence[];
};

/** From `at` on a desktop of `person` is in this state. Stamps of desktops are theirs, so it is the same everywhere. */
export type Presence = {
  readonly desktop: string;
  readonly person: PersonId;
  readonly at: Instant;
  readonly state: PresenceState;
};

export const NO_ACTS: RotaActs = {
  overrides: [],
  trades: [],
  away: [],
  handoverNotes: [],
  silences: [],
  maintenance: [],
  presence: [],
};
