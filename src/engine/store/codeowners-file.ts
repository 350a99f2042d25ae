import { isAbsolute, join } from 'node:path';
import { err, type Result } from '../../core/kernel/result';
import type { Service } from '../../core/people/service';
import { type Codeowners, parseCodeowners } from '../../core/routing/codeowners';
import { ownersOf, peopleOf } from '../../core/routing/codeowners-owners';
import type { OwnersRead } from '../../core/team/check-owners';
import { itemPlaces } from '../../core/team/item-place';
import type { Team, TeamProblem } from '../../core/team/team';
import { readTextFile, stampOf } from './team-folder-file';

/** So long all CODEOWNERS files of a team may take: nobody's page waits for somebody's clone on a slow share. */
const PATIENCE = 1000;

/** A team with the owners of its CODEOWNERS files. */
export type TeamWithOwners = {
  /** Owners written in the team file come first. */
  readonly team: Team;
  /** Files that cannot be read, as warnings at their service: what is written there counts. */
  readonly problems: readonly TeamProblem[];
  readonly read: readonly OwnersRead[];
};

/**
 * Adds the owners of CODEOWNERS files to the services of a team. Never fails, and takes no longer than a second.
 * @param folder the team folder, from which their paths go
 * @param text of the team file, for the places of problems
 */
export async function withCodeowners(folder: string, team: Team, text: string): Promise<TeamWithOwners> {
  const files = filesOf(team);
  if (files.length === 0) return { team, problems: [], read: [] };
  const answers = new Map<string, Result<Codeowners, string>>();
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null).unref());
  await Promise.all(
    files.map(async (file) => {
      const answer = await Promise.race([readOne(folder, file), late]);
      answers.set(file, answer ?? err(`did not answer in ${PATIENCE / 1000} s`));
    }),
  );
  const placeOf = itemPlaces(text);
  const problems: TeamProblem[] = [];
  const read: OwnersRead[] = [];
  const services = team.services.map((service): Service => {
    const { id, codeowners: file = '', codeownersPaths = [] } = service;
    const answer = answers.get(file);
    if (!answer) return service;
    if (!answer.ok) {
      const message = `the owners of "${id}" are those written here only: ${file} ${answer.error}`;
      problems.push({ level: 'warning', ...placeOf('services', id), message });
      return service;
    }
    const { people, unknown } = peopleOf(ownersOf(answer.value, codeownersPaths), team.people);
    read.push({ service: id, file, skipped: answer.value.problems, unknown });
    return { ...service, owners: [...new Set([...service.owners, ...people])] };
  });
  return { team: { ...team, services }, problems, read };
}

/** What tells whether any of a team's CODEOWNERS files changed, without reading them; '' where there are none. */
export async function codeownersStamp(folder: string, team: Team): Promise<string> {
  const files = filesOf(team);
  if (files.length === 0) return '';
  const late = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE, 'late').unref());
  const stamps = Promise.all(files.map((file) => stampOf(pathOf(folder, file))));
  return Promise.race([stamps.then((all) => all.join('\n')), late]);
}

function filesOf(team: Team): string[] {
  return [...new Set(team.services.map(({ codeowners = '' }) => codeowners))].filter((file) => file !== '');
}

function pathOf(folder: string, file: string): string {
  return isAbsolute(file) ? file : join(folder, file);
}

async function readOne(folder: string, file: string): Promise<Result<Codeowners, string>> {
  const path = pathOf(folder, file);
  const text = await readTextFile(path);
  if (text.ok) return { ok: true, value: parseCodeowners(text.value.text, file) };
  return err(text.error.startsWith(`${path} `) ? text.error.slice(path.length + 1) : text.error);
}
