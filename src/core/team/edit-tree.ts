import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import {
  endOf,
  keyOf,
  lineEnd,
  lineStart,
  linesAt,
  type Splice,
  type Splices,
  startOf,
  type TreeEdit,
} from './edit-text';
import { editBlockList, editFlowList } from './edit-tree-list';
import {
  isTreeMap,
  printFlow,
  printPair,
  printScalar,
  sameTree,
  type Tree,
  type TreeMap,
} from './print-tree';

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
    if (!isScalar(node) || node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return null;
    return [{ start: startOf(node), end: endOf(node), text: printScalar(next) }];
  }
  if (isTreeMap(next)) return isMap(node) ? editMap(edit, node, isTreeMap(old) ? old : {}, next) : null;
  if (!isSeq(node)) return null;
  const items = Array.isArray(old) ? (old as readonly Tree[]) : [];
  const list = { edit, key, seq: node as YAMLSeq<Node>, old: items, next, inside: editNode };
  return node.flow ? editFlowList(list) : editBlockList(list);
}

type NodePair = Pair<Node, Node | null>;

/** Keys that `old` and `next` both lack are left alone: they say what holds anyway, or are not ours. */
export function editMap(edit: TreeEdit, map: YAMLMap, old: TreeMap, next: TreeMap): Splices {
  const splices: Splice[] = [];
  const pairs = map.items as NodePair[];
  let before: NodePair | null = null;
  for (const [key, value] of Object.entries(next)) {
    const pair = pairs.find((p) => keyOf(p) === key);
    const change = pair
      ? isEmpty(pair.value)
        ? fill(edit, map, pair, key, value)
        : editNode(edit, pair.value as Node, old[key], value, key)
      : add(edit, map, before ?? pairs[0] ?? null, key, value);
    if (change === null) return null;
    splices.push(...change);
    before = pair ?? before;
  }
  for (const [index, pair] of pairs.entries()) {
    const key = keyOf(pair);
    if (key === null || next[key] !== undefined || old[key] === undefined) continue;
    const change = remove(edit, map, index);
    if (change === null) return null;
    splices.push(...change);
  }
  return splices;
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
    return [{ ...place, text: `${written ? '' : ' '}${printFlow(value)}` }];
  }
  const indent = ' '.repeat(startOf(pair.key) - lineStart(text, startOf(pair.key)));
  const at = lineEnd(text, written ? endOf(node) : colon);
  return [
    ...(written ? [{ start: colon, end: endOf(node), text: '' }] : []),
    { start: at, end: at, text: linesAt(lines.slice(1), indent, eol) },
  ];
}

function add(
  { text, eol }: TreeEdit,
  map: YAMLMap,
  behind: NodePair | null,
  key: string,
  value: Tree,
): Splices {
  if (behind === null) return null;
  const end = endOf(behind.value ?? behind.key);
  if (map.flow) return [{ start: end, end, text: `, ${key}: ${printFlow(value)}` }];
  const first = startOf((map.items[0] as NodePair).key);
  const indent = ' '.repeat(first - lineStart(text, first));
  const at = lineEnd(text, Math.max(end, endOf(behind.key)));
  return [{ start: at, end: at, text: linesAt(printPair(key, value), indent, eol) }];
}

function remove({ text }: TreeEdit, map: YAMLMap, index: number): Splices {
  const pair = map.items[index] as NodePair;
  const next = map.items[index + 1] as NodePair | undefined;
  const previous = map.items[index - 1] as NodePair | undefined;
  const start = startOf(pair.key);
  const end = Math.max(endOf(pair.value ?? pair.key), endOf(pair.key));
  if (!map.flow && text.slice(lineStart(text, start), start).trim() === '')
    return [{ start: lineStart(text, start), end: lineEnd(text, end), text: '' }];
  // On the line of a dash, or in braces: up to the next one.
  if (next) return [{ start, end: startOf(next.key), text: '' }];
  if (!map.flow || !previous) return null;
  return [{ start: endOf(previous.value ?? previous.key), end, text: '' }];
}
