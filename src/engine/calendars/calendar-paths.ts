import type { Hours } from '../../core/schedule/schedule';
import type { Team } from '../../core/team/team';

/** An .ics file that a team file names. */
export type CalendarPath = {
  /** In the team folder, with slashes. */
  readonly path: string;
  /** IANA name of the zone in which its floating times and whole days are read: that of who names it first. */
  readonly zone: string;
};

/** The .ics files that a team file names, once each: hours of anything, imported layers, absences of people. */
export function calendarPathsOf(team: Team): readonly CalendarPath[] {
  const found = new Map<string, CalendarPath>();
  const add = (path: string | null, zone: string) => {
    if (path !== null && path !== '' && !found.has(path)) found.set(path, { path, zone });
  };
  const addHours = (hours: readonly Hours[], zone: string) => {
    for (const window of hours) if (window.kind === 'calendar') add(window.path, zone);
  };
  for (const { timeZone, layers } of team.schedules) {
    for (const layer of layers) {
      addHours(layer.hours, timeZone);
      add(layer.calendar, timeZone);
    }
  }
  for (const { away, timeZone, quietHours = [] } of team.people) {
    add(away, timeZone);
    addHours(quietHours, timeZone);
  }
  for (const { supportHours } of team.services)
    if (supportHours) addHours(supportHours.hours, supportHours.timeZone);
  for (const { when } of team.escalations.flatMap(({ steps }) => steps))
    if (when) addHours(when.hours, when.timeZone);
  for (const { when } of team.maintenance ?? [])
    if (when.kind === 'weekly') addHours(when.hours, when.timeZone);
  return [...found.values()];
}
