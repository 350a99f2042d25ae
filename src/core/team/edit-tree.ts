import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import {
  endOf,
  keyOf,
  lineEnd,
  lineStart,
  linesAt,
  type Splice,
  type Splices,
  splice,
  startOf,
  type TreeEdit,
} from './edit-text';
import { editBlockList, editFlowList } from './edit-tree-list';
import { isTreeMap, printFlow, printPair, sameTree, type Tree, type TreeMap } from './print-tree';

/**
 * Changes what a node holds from `old`, which it reads as now, to `next`. Whatever means the same keeps its bytes, and
 * comments beside it.
 */
export function editNode(
  edit: TreeEdit,
  node: Node,
  old: Tree | undefined,
  next: Tree,
  key: string,
): Splices {
  if (old !== undefined && sameTree(old, next)) return [];
  if (isAlias(node)) return null;
  if (typeof next === 'string') {
    return anew(node, next, key);
  }
  // A path that becomes `{ file, paths }`, or the other way round.
  if (isTreeMap(next) ? !isMap(node) : !isSeq(node)) return anew(node, next, key);
  if (isTreeMap(next)) return editMap(edit, node as YAMLMap, isTreeMap(old) ? old : {}, next);
  const items = Array.isArray(old) ? (old as readonly Tree[]) : [];
  const seq = node as YAMLSeq<Node>;
  const list = { edit, key, seq, old: items, next, inside: editNode };
  return seq.flow ? editFlowList(list) : editBlockList(list);
}

function anew(node: Node, next: Tree, key: string): Splices {
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) return null;
  return [{ start: startOf(node), end: endOf(node), text: printFlow(next, key) }];
}

type NodePair = Pair<Node, Node | null>;

/** Keys that `old` and `next` both lack are left alone: they say what holds anyway, or are not ours. */
export function editMap(edit: TreeEdit, map: YAMLMap, old: TreeMap, next: TreeMap): Splices {
  const pairs = map.items as NodePair[];
  const stays = pairs.filter((pair) => {
    const key = keyOf(pair);
    return key === null || next[key] !== undefined || old[key] === undefined;
  });
  const first = stays[0];
  if (!first) return [{ start: startOf(map), end: endOf(map), text: printFlow(next) }];
  const changes: Splice[] = [];
  const added: Array<readonly [behind: NodePair, key: string, value: Tree]> = [];
  let before = first;
  for (const [key, value] of Object.entries(next)) {
    const pair = pairs.find((p) => keyOf(p) === key);
    if (!pair) {
      // What holds anyway need not be written.
      const known = old[key];
      if (known === undefined || !sameTree(known, value)) added.push([before, key, value]);
      continue;
    }
    const change = isEmpty(pair.value)
      ? fill(edit, map, pair, key, value)
      : editNode(edit, pair.value as Node, old[key], value, key);
    if (change === null) return null;
    changes.push(...change);
    before = pair;
  }
  if (map.flow)
    return stays.length === pairs.length
      ? [...changes, ...addInBraces(added)]
      : rebuilt(edit, pairs, stays, changes, added);
  const gone = pairs.filter((pair) => !stays.includes(pair));
  return [
    ...changes,
    ...added.map((each) => addLines(edit, map, ...each)),
    ...gone.flatMap((pair) => takeLines(edit, pairs, stays, pair)),
  ];
}

/** `key:` with nothing behind it, or an empty list. */
function isEmpty(value: Node | null): boolean {
  if (value === null) return true;
  if (isScalar(value)) return value.value === null;
  return isSeq(value) && value.items.length === 0;
}

function fill({ text, eol }: TreeEdit, map: YAMLMap, pair: NodePair, key: string, value: Tree): Splices {
  if (Array.isArray(value) && value.length === 0) return [];
  const lines = printPair(key, value);
  const colon = text.indexOf(':', endOf(pair.key)) + 1;
  const node = pair.value;
  const written = node !== null && endOf(node) > startOf(node);
  // "[ # why ]": what stands in it may be a comment.
  if (written && /[#\n]/.test(text.slice(startOf(node), endOf(node)))) return null;
  if (map.flow || lines.length === 1) {
    const place = written ? { start: startOf(node), end: endOf(node) } : { start: colon, end: colon };
    return [{ ...place, text: `${written ? '' : ' '}${printFlow(value, key)}` }];
  }
  const indent = ' '.repeat(startOf(pair.key) - lineStart(text, startOf(pair.key)));
  const at = lineEnd(text, written ? endOf(node) : colon);
  return [
    ...(written ? [{ start: colon, end: endOf(node), text: '' }] : []),
    { start: at, end: at, text: linesAt(lines.slice(1), indent, eol) },
  ];
}

function addLines({ text, eol }: TreeEdit, map: YAMLMap, behind: NodePair, key: string, value: Tree): Splice {
  const first = startOf((map.items[0] as NodePair).key);
  const indent = ' '.repeat(first - lineStart(text, first));
  const at = lineEnd(text, endOfPair(behind));
  return { start: at, end: at, text: linesAt(printPair(key, value), indent, eol) };
}

/** The lines of a pair that goes; of those from the line of a dash on, all up to the first that stays. */
function takeLines({ text }: TreeEdit, pairs: NodePair[], stays: NodePair[], pair: NodePair): Splice[] {
  const start = startOf(pair.key);
  const first = startOf((pairs[0] as NodePair).key);
  const kept = startOf((stays[0] as NodePair).key);
  const behindDash = text.slice(lineStart(text, first), first).trim() !== '';
  if (behindDash && start < kept) return start === first ? [{ start, end: kept, text: '' }] : [];
  return [{ start: lineStart(text, start), end: lineEnd(text, endOfPair(pair)), text: '' }];
}

function addInBraces(added: ReadonlyArray<readonly [NodePair, string, Tree]>): Splice[] {
  return added.map(([behind, key, value]) => {
    const at = endOfPair(behind);
    return { start: at, end: at, text: `, ${key}: ${printFlow(value, key)}` };
  });
}

/** What stands in braces, of the pairs that stay and the new ones. */
function rebuilt(
  { text }: TreeEdit,
  pairs: NodePair[],
  stays: NodePair[],
  changes: readonly Splice[],
  added: ReadonlyArray<readonly [NodePair, string, Tree]>,
): Splice[] {
  const parts = stays.flatMap((pair) => {
    const start = startOf(pair.key);
    const end = endOfPair(pair);
    const inside = changes.filter((c) => c.start >= start && c.end <= end);
    const moved = inside.map((c) => ({ start: c.start - start, end: c.end - start, text: c.text }));
    const behind = added.filter(([before]) => before === pair);
    return [
      splice(text.slice(start, end), moved),
      ...behind.map(([, key, value]) => `${key}: ${printFlow(value, key)}`),
    ];
  });
  const start = startOf((pairs[0] as NodePair).key);
  return [{ start, end: endOfPair(pairs.at(-1) as NodePair), text: parts.join(', ') }];
}

function endOfPair(pair: NodePair): number {
  return Math.max(endOf(pair.value ?? pair.key), endOf(pair.key));
}
