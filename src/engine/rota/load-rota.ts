import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../core/kernel/result';
import type { Span } from '../../core/kernel/span';
import { type Rota, rotaOf } from '../../core/schedule/rota';
import { readTeam } from '../../core/team/read';
import type { Team, TeamProblem } from '../../core/team/team';
import type { Act } from '../../core/team-log/act';
import { foldActs } from '../../core/team-log/fold-acts';
import { calendarPathsOf } from '../calendars/calendar-paths';
import type { IcsReader } from '../calendars/ics-thread';
import { readCalendarsOnce } from '../calendars/read-calendars-once';
import { otherCopies, readTextFile, TEAM_FILE } from '../store/team-folder-file';
import { makeKnownActs } from '../store/team-log-known';
import { openLogReader } from '../store/team-log-reader';

/** A team file, read once. */
export type LoadedTeam = {
  readonly file: string;
  /** Where its calendars lie. */
  readonly folder: string;
  /** Whether what the folder's log says counts: not for a file by another name, which is a draft or a copy. */
  readonly withLog: boolean;
  readonly team: Team;
  readonly warnings: readonly TeamProblem[];
};

/**
 * Reads the team file of a folder, or a file of any name, for a command that ends.
 * @returns it, or what is wrong as `file:line:column: …`, a line each
 */
export async function loadTeam(path: string): Promise<Result<LoadedTeam, readonly string[]>> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, TEAM_FILE) : path;
  const text = await readTextFile(file);
  if (!text.ok) {
    const copies = isFolder ? await otherCopies(path) : [];
    const hint = copies.length > 0 ? `; there is "${copies[0]}", but only ${TEAM_FILE} is read` : '';
    return err([text.error + hint]);
  }
  const { team, problems } = readTeam(text.value.text);
  if (team === null) {
    const errors = problems.filter(({ level }) => level === 'error');
    return err(errors.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`));
  }
  const withLog = isFolder || basename(file) === TEAM_FILE;
  return ok({ file, folder: dirname(file), withLog, team, warnings: problems });
}

/**
 * The rota of a team file over a span: with what stands in the folder's log, and its calendars read for that span.
 * @returns it, the acts of the log, and what is wrong with what it is made from, a sentence each
 */
export async function loadRota(
  { folder, team, withLog }: LoadedTeam,
  span: Span,
  readIcs: IcsReader,
): Promise<{ rota: Rota; acts: readonly Act[]; problems: readonly string[] }> {
  const [calendars, log] = await Promise.all([
    readCalendarsOnce(folder, calendarPathsOf(team), span, readIcs),
    withLog ? loadLog(folder) : { acts: [], problems: [] },
  ]);
  return {
    rota: rotaOf(team, foldActs(log.acts), calendars.calendars),
    acts: log.acts,
    problems: [...log.problems, ...calendars.problems],
  };
}

async function loadLog(folder: string): Promise<{ acts: readonly Act[]; problems: readonly string[] }> {
  const reader = openLogReader(join(folder, 'log'), '');
  const known = makeKnownActs();
  await reader.read((acts) => void known.add(acts));
  return { acts: known.all(), problems: reader.problems() };
}
