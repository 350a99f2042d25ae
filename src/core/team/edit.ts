import type { Result } from '../kernel/result';
import type { Person } from '../people/person';
import type { SourceConfig } from '../source/source-config';
import { editChecked } from './edit-checked';
import { putItem, removeItem, type Wanted } from './edit-list';
import { printDurationKey } from './scalar';
import { SOURCE_DEFAULTS } from './source-defaults';

/**
 * Adds a source to the text of a team file, or changes the one with its id. Comments and order stay.
 * @returns the new text, which reads as the same team but for that source; or a sentence why not: the file is broken,
 * the source is not one that a file may hold, or the file is written in a way that only a person can edit.
 */
export function putSource(text: string, source: SourceConfig): Result<string, string> {
  return editChecked(
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
  return editChecked(
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
  return editChecked(
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
