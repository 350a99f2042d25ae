import { err, ok, type Result } from '../kernel/result';
import type { Person } from '../people/person';
import type { SourceConfig } from '../source/source-config';
import { withoutMark } from './document';
import { putItem, removeItem, type Wanted } from './edit-list';
import { readTeam } from './read';
import { printDurationKey } from './scalar';
import { SOURCE_DEFAULTS } from './source-defaults';
import type { Team } from './team';

/**
 * Adds a source to the text of a team file, or changes the one with its id. Comments and order stay.
 * @returns the new text, which reads as the same team but for that source; or a sentence why not: the file is broken,
 * the source is not one that a file may hold, or the file is written in a way that only a person can edit.
 */
export function putSource(text: string, source: SourceConfig): Result<string, string> {
  return edit(
    text,
    'sources',
    source.id,
    (body, team) => {
      const old = team.sources.find(({ id }) => id === source.id);
      const clean = old && old.type !== source.type ? removeItem(body, 'sources', source.id) : body;
      return clean === null ? null : putItem(clean, 'sources', sourceKeys(source));
    },
    (team) => ({ ...team, sources: put(team.sources, source) }),
  );
}

/** Takes a source out; the same text where there is none with this id. Comments on lines of their own stay. */
export function removeSource(text: string, id: string): Result<string, string> {
  return edit(
    text,
    'sources',
    id,
    (body) => removeItem(body, 'sources', id),
    (team) => ({
      ...team,
      sources: team.sources.filter((source) => source.id !== id),
    }),
  );
}

/** Adds a person, or changes the one with their id. As `putSource`. */
export function putPerson(text: string, person: Person): Result<string, string> {
  return edit(
    text,
    'people',
    person.id,
    (body, team) =>
      putItem(body, 'people', [
        { key: 'id', value: person.id, usual: false },
        { key: 'name', value: person.name, usual: person.name === person.id },
        { key: 'email', value: person.email, usual: person.email === '' },
        { key: 'timeZone', value: person.timeZone, usual: person.timeZone === team.timeZone },
        { key: 'holidays', value: person.holidays, usual: person.holidays === '' },
        { key: 'away', value: person.away, usual: person.away === '' },
      ]),
    (team) => ({ ...team, people: put(team.people, person) }),
  );
}

function put<Item extends { readonly id: string }>(items: readonly Item[], item: Item): Item[] {
  return items.some(({ id }) => id === item.id)
    ? items.map((old) => (old.id === item.id ? item : old))
    : [...items, item];
}

/** Applies a change and reads the result back: it is given out only if it means what was asked for. */
function edit(
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
  return [
    team.name,
    team.timeZone,
    byId(team.people),
    team.services,
    team.schedules,
    team.escalations,
    byId(team.sources),
  ];
}

function byId(items: ReadonlyArray<{ readonly id: string }>): unknown[] {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map((item) => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What stands in the file for a source; what is as usual is not added. */
function sourceKeys(source: SourceConfig): Wanted {
  const key = (name: string, value: string, usual: string | null = null) => ({
    key: name,
    value,
    usual: value === usual,
  });
  const id = key('id', source.id);
  const type = key('type', source.type);
  if (source.type === 'push') return [id, type, key('title', source.title, source.id)];
  const length = (name: string, value: number, usual: number) =>
    key(name, printDurationKey(value), printDurationKey(usual));
  return [
    id,
    type,
    key('url', source.url),
    length('every', source.every, SOURCE_DEFAULTS.every),
    length('resolveAfter', source.resolveAfter, SOURCE_DEFAULTS.resolveAfter),
    length('blindAfter', source.blindAfter, Math.max(SOURCE_DEFAULTS.blindAfter, 2 * source.every)),
    key('acknowledge', source.acknowledge, SOURCE_DEFAULTS.acknowledge),
    length('silenceFor', source.silenceFor, SOURCE_DEFAULTS.silenceFor),
    key('auth', source.auth.kind, 'none'),
    key('username', source.auth.kind === 'basic' ? source.auth.username : '', ''),
    key('caFile', source.caFile, ''),
  ];
}
