import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CHECK_AHEAD, checkRota } from '../../core/schedule/check';
import type { Finding } from '../../core/schedule/check-finding';
import { checkOwners } from '../../core/team/check-owners';
import { checkTeam } from '../../core/team/check-team';
import { itemPlaces } from '../../core/team/item-place';
import { readTeam } from '../../core/team/read';
import { schedulePlaces } from '../../core/team/schedule-places';
import type { Team, TeamProblem } from '../../core/team/team';
import { DAY } from '../../core/time/duration';
import { type Instant, printInstant } from '../../core/time/instant';
import { type IcsReader, makeIcsReader } from '../../engine/calendars/ics-thread';
import { loadRota } from '../../engine/rota/load-rota';
import { type TeamWithOwners, withCodeowners } from '../../engine/store/codeowners-file';
import { otherCopies, readTextFile, TEAM_FILE } from '../../engine/store/team-folder-file';

/** Columns of a list that is printed in lines. */
const WIDTH = 100;

export const CHECK_USAGE = `watchbill check <folder|file> [--json]

Prints what is wrong in a team file as file:line:column, what is odd in its rota over the next two years, and what is odd
in how it pages.
Exit code 0: it can be used; 1: it has an error; 2: the call itself is wrong.
  --json  {"file","ok","team","problems","findings"}`;

/**
 * `watchbill check <folder|file>`: prints what is wrong in a team file as `file:line:column: what is wrong`, and what
 * the checks of its rota and of its rules find from `now` on.
 * @returns 0 where nothing is an error, 1 where something is, 2 where it was called in a way it does not know.
 */
export async function check(
  argv: readonly string[],
  io: { out(line: string): void; err(line: string): void },
  readIcs: IcsReader = makeIcsReader(null),
  now: Instant = Date.now(),
): Promise<number> {
  const options = argv.filter((arg) => arg.startsWith('-') && arg !== '-');
  const [target, ...rest] = argv.filter((arg) => !options.includes(arg));
  if (options.includes('--help') || options.includes('-h')) {
    io.out(CHECK_USAGE);
    return 0;
  }
  const unknown = options.find((option) => option !== '--json');
  if (target === undefined || target === '' || rest.length > 0 || unknown !== undefined) {
    if (unknown !== undefined) io.err(`watchbill check: there is no option ${unknown}`);
    else if (rest.length > 0) io.err(`watchbill check: one folder or file at a time, not also "${rest[0]}"`);
    else io.err('watchbill check: which team? Name its folder or file');
    io.err(CHECK_USAGE);
    return 2;
  }
  const folder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const path = folder ? join(target, TEAM_FILE) : target;
  const { problems, summary, findings } = await checkFile(path, folder ? target : null, readIcs, now);
  const failed = [...problems, ...findings].some(({ level }) => level === 'error');
  if (options.includes('--json')) {
    const told = findings.map(({ level, schedule, layer, message, line, column, at }) => ({
      level,
      schedule,
      layer,
      message,
      line,
      column,
      at: at === null ? null : printInstant(at),
    }));
    io.out(JSON.stringify({ file: path, ok: !failed, team: summary, problems, findings: told }));
    return failed ? 1 : 0;
  }
  for (const problem of problems) io.out(inOneLine(path, problem));
  for (const finding of findings) {
    const of = finding.schedule === '' ? '' : `schedule "${finding.schedule}": `;
    for (const line of asList(inOneLine(path, { ...finding, message: of + finding.message }), finding.list))
      io.out(line);
  }
  if (!failed && summary) {
    io.out(
      `${path}: fine: ${summary.name}, ${count(summary.people, 'person', 'people')}, ${count(summary.services, 'service', 'services')}, ${count(summary.sources, 'source', 'sources')}`,
    );
  }
  return failed ? 1 : 0;
}

type Summary = { name: string; people: number; services: number; sources: number };

async function checkFile(
  path: string,
  folder: string | null,
  readIcs: IcsReader,
  now: Instant,
): Promise<{ problems: TeamProblem[]; summary: Summary | null; findings: Told[] }> {
  const file = await readTextFile(path);
  const copies = folder === null ? [] : await otherCopies(folder);
  if (!file.ok) {
    const what = file.error.startsWith(`${path} `)
      ? `the file ${file.error.slice(path.length + 1)}`
      : file.error;
    const hint = copies.length > 0 ? `; there is "${copies[0]}", but only ${TEAM_FILE} is read` : '';
    return {
      problems: [{ level: 'error', line: 1, column: 1, message: what + hint }],
      summary: null,
      findings: [],
    };
  }
  const { team, problems } = readTeam(file.value.text);
  const extra = copies.map(
    (name): TeamProblem => ({
      level: 'warning',
      line: 1,
      column: 1,
      message: `there is also "${name}"; only ${TEAM_FILE} is read`,
    }),
  );
  const summary = team && {
    name: team.name,
    people: team.people.length,
    services: team.services.length,
    sources: team.sources.length,
  };
  if (team === null) return { problems: [...problems, ...extra], summary, findings: [] };
  const { text } = file.value;
  const owned = await withCodeowners(dirname(path), team, text);
  const findings = [...(await findingsOf(path, text, team, readIcs, now)), ...ruleFindings(owned, text, now)];
  return { problems: [...problems, ...owned.problems, ...extra], summary, findings };
}

/** A finding with its place in the file. */
type Told = Omit<Finding, 'line'> & { readonly line: number; readonly column: number };

async function findingsOf(
  file: string,
  text: string,
  team: Team,
  readIcs: IcsReader,
  now: Instant,
): Promise<Told[]> {
  const loaded = { file, folder: dirname(file), withLog: basename(file) === TEAM_FILE, team, warnings: [] };
  const { rota } = await loadRota(loaded, { start: now, end: now + CHECK_AHEAD + DAY }, readIcs);
  const placeOf = schedulePlaces(text);
  return checkRota(rota, now).map((finding) => ({
    ...finding,
    ...(finding.line === null ? placeOf(finding.schedule, finding.layer) : { line: finding.line, column: 1 }),
  }));
}

/** What is odd in how the team pages, and about its CODEOWNERS files. */
function ruleFindings({ team, read }: TeamWithOwners, text: string, now: Instant): Told[] {
  const placeOf = itemPlaces(text);
  const rules = checkTeam(team, now);
  const owners = checkOwners(team, read).map(({ id, message }) => {
    return { level: 'note' as const, list: 'services', id, message, at: null };
  });
  return [...rules, ...owners].map(({ level, list, id, message, at }) => {
    return { level, schedule: '', layer: '', message, at, ...placeOf(list, id) };
  });
}

function inOneLine(
  path: string,
  { line, column, level, message }: Omit<TeamProblem, 'level'> & Pick<Finding, 'level'>,
): string {
  return `${path}:${line}:${column}: ${level === 'error' ? '' : `${level}: `}${message}`;
}

/** A line that ends in a list, with the list in lines of its own beneath it. */
function asList(line: string, list: readonly string[] | undefined): readonly string[] {
  if (list === undefined) return [line];
  const lines = [line.slice(0, -list.join(', ').length).trimEnd()];
  let row = '';
  for (const [n, item] of list.entries()) {
    const next = n === list.length - 1 ? item : `${item},`;
    if (row !== '' && row.length + next.length + 1 > WIDTH) {
      lines.push(row);
      row = '';
    }
    row = row === '' ? `    ${next}` : `${row} ${next}`;
  }
  return [...lines, row];
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
