import { err, ok, type Result } from '../core/kernel/result';
import type { Schedule } from '../core/schedule/schedule';
import { didYouMean } from '../core/team/suggest';
import type { Team } from '../core/team/team';

/** The schedule of that id; without one, the only schedule there is. @returns it, or a sentence that names those there are */
export function findSchedule(team: Team, id: string | undefined): Result<Schedule, string> {
  const ids = team.schedules.map((schedule) => schedule.id);
  if (ids.length === 0) return err('the team file has no schedules');
  const there = `there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}`;
  if (id === undefined) {
    const [only] = team.schedules;
    return only && ids.length === 1 ? ok(only) : err(`which schedule? write --schedule <id>; ${there}`);
  }
  const found = team.schedules.find((schedule) => schedule.id === id);
  return found ? ok(found) : err(`there is no schedule "${id}"; ${there}.${didYouMean(id, ids)}`);
}
