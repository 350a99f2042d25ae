import type { TeamView } from '../../contract/views/team';
import { printMatcher } from '../../core/alert/matcher';
import type { Team, TeamProblem } from '../../core/team/team';
import type { Names } from './names';

/** The team as it is in force, with what is wrong in the file now. Owners are ids of `people`. */
export function teamViewOf(input: {
  folder: string;
  team: Team;
  problems: readonly TeamProblem[];
  lastGood: boolean;
  names: Names;
}): TeamView {
  const { team, names } = input;
  return {
    folder: input.folder,
    name: team.name,
    timeZone: team.timeZone,
    people: team.people.map(({ id, holidays }) => ({ ...names.person(id), holidays })),
    services: team.services.map((service) => ({
      id: service.id,
      name: service.name,
      match: service.match.map(printMatcher),
      owners: [...service.owners],
      runbook: service.runbook,
      repository: service.repository,
    })),
    problems: input.problems.map(({ level, line, column, message }) => ({ level, line, column, message })),
    lastGood: input.lastGood,
  };
}
