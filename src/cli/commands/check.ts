import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readTeam } from '../../core/team/read';
import type { TeamProblem } from '../../core/team/team';
import { otherCopies, readTextFile, TEAM_FILE } from '../../engine/store/team-folder-file';

const USAGE = 'usage: watchbill check [--json] <team folder or file>';

/**
 * `watchbill check <folder|file>`: prints what is wrong in a team file as `file:line:column: what is wrong`.
 * @returns 0 where nothing is an error, 1 where something is, 2 where it was called in a way it does not know.
 */
export async function check(
  argv: readonly string[],
  io: { out(line: string): void; err(line: string): void },
): Promise<number> {
  const options = argv.filter((arg) => arg.startsWith('-') && arg !== '-');
  const [target, ...rest] = argv.filter((arg) => !options.includes(arg));
  if (options.includes('--help') || options.includes('-h')) {
    io.out(USAGE);
    return 0;
  }
  const unknown = options.find((option) => option !== '--json');
  if (target === undefined || target === '' || rest.length > 0 || unknown !== undefined) {
    if (unknown !== undefined) io.err(`unknown option ${unknown}`);
    io.err(USAGE);
    return 2;
  }
  const folder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const path = folder ? join(target, TEAM_FILE) : target;
  const { problems, summary } = await checkFile(path, folder ? target : null);
  const failed = problems.some(({ level }) => level === 'error');
  if (options.includes('--json')) {
    io.out(JSON.stringify({ file: path, ok: !failed, team: summary, problems }));
    return failed ? 1 : 0;
  }
  for (const problem of problems) io.out(inOneLine(path, problem));
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
): Promise<{ problems: TeamProblem[]; summary: Summary | null }> {
  const file = await readTextFile(path);
  const copies = folder === null ? [] : await otherCopies(folder);
  if (!file.ok) {
    const what = file.error.startsWith(`${path} `)
      ? `the file ${file.error.slice(path.length + 1)}`
      : file.error;
    const hint = copies.length > 0 ? `; there is "${copies[0]}", but only ${TEAM_FILE} is read` : '';
    return { problems: [{ level: 'error', line: 1, column: 1, message: what + hint }], summary: null };
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
  return { problems: [...problems, ...extra], summary };
}

function inOneLine(path: string, { line, column, level, message }: TeamProblem): string {
  return `${path}:${line}:${column}: ${level === 'warning' ? 'warning: ' : ''}${message}`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
