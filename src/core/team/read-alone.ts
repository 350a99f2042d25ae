import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { parseTeamDocument } from './document';
import { printFlow, type TreeMap } from './print-tree';
import { Reading } from './reading';
import type { TeamProblem } from './team';

/** Something wrong in a draft: a problem, and its field as `steps.1.after`; '' is the whole. */
export type FieldProblem = TeamProblem & { readonly at: string };

/**
 * Reads one item of a list of the team file by the very rules of the file, before it stands there. Lines and columns
 * of its problems mean nothing.
 * @param read reads the list
 * @returns the item, null where a problem is an error
 */
export function readAlone<Item>(
  list: string,
  item: TreeMap,
  read: (reading: Reading, list: Node) => readonly Item[],
): { readonly item: Item | null; readonly problems: FieldProblem[] } {
  const { document, problems } = parseTeamDocument(`${list}: [ ${printFlow(item)} ]`);
  if (!document) return { item: null, problems: problems.map((problem) => ({ ...problem, at: '' })) };
  const reading = new Reading(document);
  const node = reading.fields(document.root.contents, 'a draft', [list])?.get(list);
  const items = node ? read(reading, node) : [];
  const paths = new Map<number, string>();
  notePaths(isSeq(node) ? (node.items[0] as Node) : null, '', (at, path) =>
    paths.set(document.positionOf(at).column, path),
  );
  reading.problems.sort((a, b) => a.column - b.column);
  return {
    item: reading.errors > 0 ? null : (items[0] ?? null),
    problems: reading.problems.map((problem) => ({ ...problem, at: paths.get(problem.column) ?? '' })),
  };
}

/** Tells where each key and value begins. */
function notePaths(node: Node | null, path: string, note: (offset: number, path: string) => void): void {
  if (node?.range) note(node.range[0], path);
  const under = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) notePaths(item as Node, under(String(index)), note);
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const inner = under(String(key.value));
      if (key.range) note(key.range[0], inner);
      notePaths(value as Node | null, inner, note);
    }
  }
}
