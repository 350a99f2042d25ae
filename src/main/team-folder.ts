import { constants } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import type { Checked, Output } from '../contract/bridge';
import { putPerson } from '../core/team/edit';
import { newTeamFile } from '../core/team/new-team-file';
import { readTeam } from '../core/team/read';
import { readSmall, writeWhole } from './small-file';

export type FolderReport = Output<'firstRun.inspect'>;
type Wanted = Checked<'firstRun.useTeam'>;

const FILE = 'watchbill.yaml';
const LIMIT = 5_000_000;

/**
 * Looks at a folder as a team folder, and says what would happen with it; `~` is the home folder, and comes back as
 * a whole path. Writes nothing, never throws.
 */
export async function inspectFolder(named: string, home: string = homedir()): Promise<FolderReport> {
  const folder = /^~(?=[\\/]|$)/.test(named) ? join(home, named.slice(1)) : named;
  const report = (state: FolderReport['state'], ...notes: string[]): FolderReport => ({
    folder: normalize(folder),
    state,
    name: '',
    people: [],
    notes,
  });
  if (!isAbsolute(folder) || folder.includes('\0'))
    return report('not-writable', 'Give the whole path of the folder.');
  const found = await stat(folder).catch(() => null);
  if (!found) return report('missing', 'There is no such folder yet; it will be created.');
  if (!found.isDirectory()) return report('broken', 'This is a file, not a folder.');

  const file = readSmall(join(folder, FILE), LIMIT);
  const writable = await isWritable(folder);
  if (file.kind === 'missing') {
    if (!writable)
      return report('not-writable', 'There is no team in this folder, and nothing can be written into it.');
    const others = (await readdir(folder).catch(() => [])).length;
    return report(
      'empty',
      others > 0
        ? `A ${FILE} will be added; the ${others} other files stay as they are.`
        : `A ${FILE} will be created here.`,
    );
  }
  if (file.kind === 'odd') return report('broken', `${FILE} cannot be read: ${file.why}.`);

  const { team, problems } = readTeam(file.text);
  const notes = problems
    .slice(0, 10)
    .map(({ line, column, message }) => `${FILE}:${line}:${column}: ${message}`);
  if (!team) return report('broken', ...notes);
  if (!writable)
    notes.push('The folder is read-only for you: you can be paged, but sources cannot be added here.');
  return {
    ...report('team', ...notes),
    name: team.name,
    people: team.people.map(({ id, name }) => ({ id, name })),
  };
}

/**
 * Makes a folder usable: creates it with a first team file, or takes the one that is there and adds the person where
 * they are not in it. Never overwrites a team file that cannot be read.
 * @returns `ok`, or why not, in a sentence
 */
export async function takeTeamFolder(
  wanted: Wanted,
  timeZone: string,
): Promise<{ ok: boolean; text: string }> {
  const { folder, person } = wanted;
  const report = await inspectFolder(folder);
  if (report.state === 'broken' || report.state === 'not-writable')
    return no(report.notes[0] ?? 'Not usable.');
  if (report.state === 'team') return joinTeam(wanted, timeZone, report);
  if (!isAbsolute(folder)) return no('Give the whole path of the folder.');
  if (!wanted.create) return no(`There is no ${FILE} in this folder.`);
  const text = newTeamFile({
    name: wanted.teamName.trim() || 'Our team',
    timeZone,
    person: { ...person, name: person.name.trim() || person.id },
  });
  const { problems } = readTeam(text);
  const wrong = problems.find(({ level }) => level === 'error');
  if (wrong) return no(`Not possible: ${wrong.message}.`);
  try {
    await mkdir(folder, { recursive: true });
    writeWhole(join(folder, FILE), text, 0o644);
    return { ok: true, text: `Created ${join(folder, FILE)}.` };
  } catch (error) {
    return no(`The team file could not be written: ${said(error)}`);
  }
}

function joinTeam(
  { folder, person }: Wanted,
  timeZone: string,
  report: FolderReport,
): { ok: boolean; text: string } {
  if (report.people.some(({ id }) => id === person.id))
    return { ok: true, text: `Welcome back to ${report.name}.` };
  const path = join(folder, FILE);
  const file = readSmall(path, LIMIT);
  if (file.kind !== 'text') return no(`${FILE} cannot be read any more.`);
  const put = putPerson(file.text, {
    id: person.id,
    name: person.name.trim() || person.id,
    email: person.email.trim(),
    timeZone,
    holidays: '',
    away: '',
  });
  if (!put.ok) return no(`You could not be added to the team: ${put.error}.`);
  try {
    writeWhole(path, put.value, 0o644);
    return { ok: true, text: `Added ${person.name} to ${report.name}.` };
  } catch (error) {
    return no(`You could not be added to the team: ${said(error)}`);
  }
}

async function isWritable(folder: string): Promise<boolean> {
  return await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

const no = (text: string) => ({ ok: false, text });
const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
