import type { Node } from 'yaml';
import { err, type Result } from '../kernel/result';
import { editTeam } from './edit-team';
import { itemPlaces } from './item-place';
import type { TreeMap } from './print-tree';
import { readTeam } from './read';
import { type FieldProblem, readAlone } from './read-alone';
import type { Reading } from './reading';
import type { Team } from './team';

/** A kind of item of the team file: how a draft of one is read, and how a team has and gets them. */
export type ItemKind<Item> = {
  readonly list: string;
  /** As in "two escalations have the id". */
  readonly what: string;
  readonly read: (reading: Reading, list: Node, team: Team) => readonly Item[];
  readonly of: (team: Team) => readonly Item[];
  /** Its `id` as the file has it. */
  readonly idOf: (item: Item) => string;
  readonly put: (team: Team, items: readonly Item[]) => Team;
  /** The field of the draft for a key of the file, where they differ. */
  readonly fieldOf?: (key: string) => string;
  /** Makes what names an item by its id name it by another; where nothing can, it is left out. */
  readonly rename?: (team: Team, from: string, to: string) => Team;
};

/**
 * Reads a draft of an item by the rules of the team file, against the team that it shall stand in.
 * @param id which one it replaces; null for a new one
 */
export function readItem<Item>(
  kind: ItemKind<Item>,
  team: Team,
  id: string | null,
  draft: TreeMap,
): { readonly item: Item | null; readonly problems: FieldProblem[] } {
  const { item, problems: told } = readAlone(kind.list, draft, (reading, list) =>
    kind.read(reading, list, team),
  );
  const problems = told.map((problem) => ({ ...problem, at: kind.fieldOf?.(problem.at) ?? problem.at }));
  const own = item === null ? id : kind.idOf(item);
  if (own === id || !kind.of(team).some((other) => kind.idOf(other) === own)) return { item, problems };
  const taken = `two ${kind.what}s have the id "${own}"; give one of them another`;
  return { item: null, problems: [...problems, { ...wrong(taken), at: 'id' }] };
}

/**
 * Puts an item into the text of a team file, in the place of the one with this id or, for null, at the end of its list.
 * What names it follows when its id changes. As `editTeam`.
 * @returns the new text; or why not, each with its field in the draft, and the line of the item in the file
 */
export function editItem<Item>(
  kind: ItemKind<Item>,
  text: string,
  id: string | null,
  draft: TreeMap,
): Result<string, FieldProblem[]> {
  const placed = (problems: readonly FieldProblem[]) => {
    const place = itemPlaces(text)(kind.list, id ?? '');
    return err(problems.map((problem) => ({ ...problem, ...place })));
  };
  const { team } = readTeam(text);
  if (!team) return failed(editTeam(text, kind.list, id ?? '', (same) => same));
  if (id !== null && !kind.of(team).some((item) => kind.idOf(item) === id))
    return err([wrong(`there is no ${kind.what} "${id}" in the team file`)]);
  const { item, problems } = readItem(kind, team, id, draft);
  if (item === null) return placed(problems.filter(({ level }) => level === 'error'));
  const own = kind.idOf(item);
  const edited = editTeam(text, kind.list, own, (before) => {
    const items = kind.of(before);
    const next = id === null ? [...items, item] : items.map((old) => (kind.idOf(old) === id ? item : old));
    const after = kind.put(before, next);
    return id === null || own === id ? after : (kind.rename?.(after, id, own) ?? after);
  });
  return edited.ok ? edited : placed([wrong(edited.error)]);
}

/** Takes an item out; the same text where there is none with this id. Comments above it stay. */
export function removeItemOf<Item>(
  kind: ItemKind<Item>,
  text: string,
  id: string,
): Result<string, FieldProblem[]> {
  return failed(
    editTeam(text, kind.list, id, (team) =>
      kind.put(
        team,
        kind.of(team).filter((item) => kind.idOf(item) !== id),
      ),
    ),
  );
}

/** An edit that says in one sentence why not, as problems of the whole. */
export function failed(edited: Result<string, string>): Result<string, FieldProblem[]> {
  return edited.ok ? edited : err([wrong(edited.error)]);
}

/** An error about the whole draft. */
export function wrong(message: string): FieldProblem {
  return { level: 'error', line: 1, column: 1, message, at: '' };
}
