import type { PersonId } from '../kernel/ids';
import type { Team } from '../team/team';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import { dayOf, printWall, wallOf, weekdayOf } from '../time/wall';

/** How the sentences about what is held back name people and times. */
export type MuteWords = {
  readonly name: (person: PersonId) => string;
  /** A wall clock, with the day where it is not the day of `now`. */
  readonly clock: (at: Instant, now: Instant) => string;
};

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Names of the team's people, clocks of one zone (the team's, unless another is given). */
export function muteWords(team: Pick<Team, 'people' | 'timeZone'>, zone = team.timeZone): MuteWords {
  return {
    name: (person) => team.people.find(({ id }) => id === person)?.name ?? person,
    clock: (at, now) => {
      const [wall, today] = [wallOf(at, zone), dayOf(wallOf(now, zone))];
      const [day, time] = printWall(wall).split('T') as [string, string];
      if (dayOf(wall) === today) return time;
      const isNear = Math.abs(dayOf(wall) - today) < 7 * DAY;
      return `${isNear ? DAYS[weekdayOf(wall) - 1] : day} ${time}`;
    },
  };
}

/** `: deploy`, or nothing where no reason was given. */
export function because(reason: string): string {
  return reason === '' ? '' : `: ${reason}`;
}
