import { err, ok, type Result } from '../kernel/result';
import { withoutMark } from './document';
import { readTeam } from './read';
import type { Team } from './team';
import { teamTrees } from './team-trees';

/**
 * Applies a change to the text of a team file and reads the result back: it is given out only if it means what was
 * asked for. `list` and `id` name what is changed, for the sentence that says why not.
 */
export function editChecked(
  text: string,
  list: string,
  id: string,
  change: (body: string, team: Team) => string | null,
  wanted: (team: Team) => Team,
): Result<string, string> {
  const before = readTeam(text);
  if (!before.team) {
    const first = before.problems.find(({ level }) => level === 'error');
    return err(
      `the team file has an error and is left alone; mend it first: line ${first?.line ?? 1}: ${first?.message ?? 'not readable'}`,
    );
  }
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = change(withoutMark(text), before.team);
  const byHand = `${list} of watchbill.yaml is written in a way that only a person can change; edit "${id}" by hand`;
  if (body === null) return err(byHand);
  const after = readTeam(mark + body);
  if (!after.team) {
    const known = new Set(before.problems.map(({ message }) => message));
    return err(
      after.problems.find(({ level, message }) => level === 'error' && !known.has(message))?.message ??
        byHand,
    );
  }
  return sameTeam(after.team, wanted(before.team)) ? ok(mark + body) : err(byHand);
}

/** Order of sources and people apart: one whose type changes may move to the end. */
function sameTeam(a: Team, b: Team): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

function normal(team: Team): unknown {
  // Lines of overrides move when something is written above them: trees have none.
  const { people, ...rest } = teamTrees(team);
  return [team.name, team.timeZone, byId(people), rest, byId(team.sources)];
}

function byId(items: ReadonlyArray<object>): unknown[] {
  const sorted = items.map((item) => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

function idOf(entries: ReadonlyArray<readonly [string, unknown]>): string {
  return String(entries.find(([key]) => key === 'id')?.[1]);
}
