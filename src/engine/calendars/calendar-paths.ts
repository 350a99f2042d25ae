import type { Team } from '../../core/team/team';

/** An .ics file that a team file names. */
export type CalendarPath = {
  /** In the team folder, with slashes. */
  readonly path: string;
  /** IANA name of the zone in which its floating times and whole days are read: that of who names it first. */
  readonly zone: string;
};

/** The .ics files that a team file names, once each: hours of layers, imported layers, absences of people. */
export function calendarPathsOf(team: Team): readonly CalendarPath[] {
  const found = new Map<string, CalendarPath>();
  const add = (path: string | null, zone: string) => {
    if (path !== null && path !== '' && !found.has(path)) found.set(path, { path, zone });
  };
  for (const { timeZone, layers } of team.schedules) {
    for (const layer of layers) {
      for (const hours of layer.hours) if (hours.kind === 'calendar') add(hours.path, timeZone);
      add(layer.calendar, timeZone);
    }
  }
  for (const { away, timeZone } of team.people) add(away, timeZone);
  return [...found.values()];
}
