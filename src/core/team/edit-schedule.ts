import { err, type Result } from '../kernel/result';
import type { Schedule } from '../schedule/schedule';
import { editTeam } from './edit-team';
import { readTeam } from './read';
import type { Team } from './team';

/**
 * Adds a schedule to the text of a team file, or changes the one with its id. Only what must change does: layers,
 * windows and overrides that mean the same keep their very bytes, and comments and order stay; a layer that moves takes
 * the comments directly above it along; one that is taken out takes those inside it.
 * @returns the new text, which reads as the same team but for that schedule; or a sentence why not: the file is broken,
 * the schedule is not one that a file may hold, or the file is written in a way that only a person can edit.
 */
export function putSchedule(text: string, schedule: Schedule): Result<string, string> {
  return putSchedules(text, [schedule]);
}

/** As `putSchedule`, all of them or none. */
export function putSchedules(text: string, schedules: readonly Schedule[]): Result<string, string> {
  const names = schedules.map(({ id }) => id).join('", "');
  const next = (team: Team) => {
    const kept = team.schedules.map((old) => schedules.find(({ id }) => id === old.id) ?? old);
    return [...kept, ...schedules.filter(({ id }) => !team.schedules.some((old) => old.id === id))];
  };
  return editTeam(text, 'schedules', names, (team) => ({ ...team, schedules: next(team) }));
}

/**
 * Takes a schedule out; the same text where there is none with this id. Comments above it stay. Refused while an
 * escalation pages it.
 */
export function removeSchedule(text: string, id: string): Result<string, string> {
  const users = (readTeam(text).team?.escalations ?? []).filter(({ steps }) =>
    steps.some(({ page }) => page.some((target) => 'schedule' in target && target.schedule === id)),
  );
  if (users.length > 0) {
    const named = users.map((user) => `"${user.id}"`).join(', ');
    return err(`escalation ${named} pages schedule:${id}; take it out there first`);
  }
  return editTeam(text, 'schedules', id, (team) => ({ ...team, schedules: without(team, id) }));
}

function without(team: Team, id: string): Schedule[] {
  return team.schedules.filter((schedule) => schedule.id !== id);
}
