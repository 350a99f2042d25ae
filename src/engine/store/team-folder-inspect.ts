import { constants } from 'node:fs';
import { access, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/kernel/result';
import { readTeam } from '../../core/team/read';
import { otherCopies, readTextFile, stampOf, TEAM_FILE } from './team-folder-file';

/** What a folder is worth as a team folder, for the welcome. */
export type TeamFolderReport = {
  readonly folder: string;
  readonly state: 'team' | 'empty' | 'broken' | 'missing' | 'not-writable';
  readonly name: string;
  readonly people: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  /** One sentence each. */
  readonly notes: readonly string[];
};

/** Looks at a folder without changing anything. */
export async function inspectTeamFolder(folder: string): Promise<TeamFolderReport> {
  const report = (
    state: TeamFolderReport['state'],
    notes: string[],
    found?: { name: string; people: TeamFolderReport['people'] },
  ) => ({
    folder,
    state,
    name: found?.name ?? '',
    people: found?.people ?? [],
    notes,
  });
  try {
    if (!(await stat(folder)).isDirectory()) return report('broken', ['This is a file; choose a folder.']);
  } catch {
    return report('missing', ['The folder is not there yet; it will be made.']);
  }
  const path = join(folder, TEAM_FILE);
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if ((await stampOf(path)) === '') {
    const others = await otherCopies(folder);
    const notes = others.map((name) => `There is "${name}"; only ${TEAM_FILE} is read.`);
    return writable
      ? report('empty', [`A first ${TEAM_FILE} will be written here.`, ...notes])
      : report('not-writable', ['You may not write in this folder, so no team can be made here.']);
  }
  const file = await readTextFile(path);
  if (!file.ok) return report('broken', [`${file.error}.`]);
  const { team, problems } = readTeam(file.value.text);
  const notes = problems.slice(0, 5).map((p) => `${TEAM_FILE}:${p.line}:${p.column}: ${p.message}`);
  if (!team) return report('broken', notes);
  if (!writable) notes.push('You may not write in this folder: sources are then added by somebody who may.');
  return report('team', notes, {
    name: team.name,
    people: team.people.map(({ id, name }) => ({ id, name })),
  });
}

/** Makes a team folder with its first file. What is there already is never written over. */
export async function createTeamFolder(folder: string, text: string): Promise<Result<void, string>> {
  const first = readTeam(text).problems.find(({ level }) => level === 'error');
  if (first) return err(`line ${first.line}: ${first.message}`);
  try {
    await mkdir(join(folder, 'runbooks'), { recursive: true });
    await writeFile(join(folder, TEAM_FILE), text, { flag: 'wx', flush: true });
    return ok(undefined);
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
    return err(
      there
        ? `${join(folder, TEAM_FILE)} is there already; nothing was changed`
        : `the team folder could not be made: ${(error as Error).message}`,
    );
  }
}
