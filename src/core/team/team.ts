import type { Escalation } from '../escalation/escalation';
import type { Heartbeat } from '../heartbeat/heartbeat';
import type { PersonId } from '../kernel/ids';
import type { Inhibition, Maintenance } from '../mute/mute';
import type { Person } from '../people/person';
import type { Service } from '../people/service';
import type { Schedule } from '../schedule/schedule';
import type { SourceConfig } from '../source/source-config';

/** A team folder's `watchbill.yaml`, read and checked. */
export type Team = {
  readonly name: string;
  /** IANA name; people and schedules that give none of their own use it. */
  readonly timeZone: string;
  readonly people: readonly Person[];
  readonly services: readonly Service[];
  readonly schedules: readonly Schedule[];
  readonly escalations: readonly Escalation[];
  readonly sources: readonly SourceConfig[];
  readonly inhibitions?: readonly Inhibition[];
  /** Planned in the file; what people and CI jobs begin is in the log (`RotaActs.maintenance`). */
  readonly maintenance?: readonly Maintenance[];
  readonly heartbeats?: readonly Heartbeat[];
  /** Who is paged where a step finds nobody on call; null: everyone. */
  readonly lastResort?: PersonId | null;
};

/** Something wrong in the team file. `line` and `column` count from 1. A `warning` does not stop the file from being used. */
export type TeamProblem = {
  readonly level: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  readonly message: string;
};

/** What there is before any team file could be read: nobody, nothing matched, every alert unrouted. */
export const EMPTY_TEAM: Team = {
  name: 'No team yet',
  timeZone: 'UTC',
  people: [],
  services: [],
  schedules: [],
  escalations: [],
  sources: [],
};
