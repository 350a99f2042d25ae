import type { Person } from '../people/person';
import type { Team } from '../team/team';
import { NO_ACTS, type RotaActs } from '../team-log/rota-acts';
import { type Calendars, NO_CALENDARS } from './calendars';
import type { Override, Schedule } from './schedule';

/** All that says who is on call: the team file's schedules, what the team agreed in its log, and its calendar files. */
export type Rota = {
  /** The team's name; it tells the events of two teams apart. */
  readonly team?: string;
  readonly people: readonly Person[];
  readonly schedules: readonly Schedule[];
  readonly acts: RotaActs;
  readonly calendars: Calendars;
};

export const NO_ROTA: Rota = { people: [], schedules: [], acts: NO_ACTS, calendars: NO_CALENDARS };

/** The rota of a team file alone. */
export function rotaOf(team: Team, acts: RotaActs = NO_ACTS, calendars: Calendars = NO_CALENDARS): Rota {
  const { name, people, schedules } = team;
  return {
    team: name,
    people,
    schedules,
    acts,
    calendars: { events: (path, span) => calendars.events(path, span), people },
  };
}

/**
 * The overrides of a schedule in the order of their creation, the last one winning: those of the team file first (they
 * bear no time), then those of the log.
 */
export function overridesOf(rota: Rota, schedule: Schedule): readonly Override[] {
  return [
    ...schedule.overrides,
    ...rota.acts.overrides.filter((override) => override.schedule === schedule.id),
  ];
}
