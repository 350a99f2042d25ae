import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import {
  dashIndent,
  endOf,
  insertAfterLine,
  keyOf,
  lineEnd,
  type Splice,
  splice,
  startOf,
} from './edit-text';
import { scalar } from './scalar';

/** What an item shall hold, in this order, `id` first. `usual`: what holds anyway, so it is not added to the file. */
export type Wanted = ReadonlyArray<{ readonly key: string; readonly value: string; readonly usual: boolean }>;

/**
 * Puts an item into one of the top-level lists of a team file: changes the values of the item with the same id, or
 * adds it at the end. Only the characters that must change do, so comments, order and spacing stay.
 * @returns the new text, or null where the file is written in a way that this cannot edit.
 */
export function putItem(text: string, list: string, wanted: Wanted): string | null {
  const file = open(text, list);
  if (!file) return null;
  const { seq, pair } = file;
  const existing = seq?.items.find((item) => isMap(item) && idOf(item) === wanted[0]?.value);
  if (isMap(existing)) return change(text, existing, wanted);
  if (!pair) return atEnd(text, file.map, `${list}:${file.eol}${block(wanted, '  ', file.eol)}`, file.eol);
  if (!seq || seq.items.length === 0)
    return underKey(text, pair, seq, block(wanted, '  ', file.eol), file.eol);
  const last = seq.items.at(-1) as Node;
  if (seq.flow) return splice(text, [{ start: endOf(last), end: endOf(last), text: `, ${flow(wanted)}` }]);
  const indent = dashIndent(text, last);
  if (indent === null) return null;
  return insertAfterLine(text, endOf(last), block(wanted, indent, file.eol), file.eol);
}

/** Takes the item with this id out of a list; the text unchanged where there is none. Null as for putItem. */
export function removeItem(text: string, list: string, id: string): string | null {
  const file = open(text, list);
  if (!file) return null;
  const items = (file.seq?.items ?? []) as Node[];
  const index = items.findIndex((item) => isMap(item) && idOf(item) === id);
  if (!file.seq || index < 0) return text;
  const item = items[index] as Node;
  const before = items[index - 1];
  const next = items[index + 1];
  if (file.seq.flow) {
    const start = next ? startOf(item) : before ? endOf(before) : startOf(item);
    return splice(text, [{ start, end: next ? startOf(next) : endOf(item), text: '' }]);
  }
  const dash = text.lastIndexOf('-', startOf(item) - 1);
  if (dash < 0 || text.slice(dash + 1, startOf(item)).trim() !== '') return null;
  const start = text.lastIndexOf('\n', dash) + 1;
  return text.slice(start, dash).trim() === ''
    ? splice(text, [{ start, end: lineEnd(text, endOf(item)), text: '' }])
    : null;
}

function open(
  text: string,
  list: string,
): { map: YAMLMap; pair: Pair<Node, Node | null> | null; seq: YAMLSeq | null; eol: string } | null {
  const document: Document = parseDocument(text, { schema: 'core', uniqueKeys: false });
  const map = document.contents;
  if (document.errors.length > 0 || !isMap(map) || map.flow) return null;
  const pair = (map.items as Array<Pair<Node, Node | null>>).find((p) => keyOf(p) === list) ?? null;
  const value = pair?.value ?? null;
  if (value !== null && !isSeq(value) && !(isScalar(value) && value.value === null)) return null;
  return { map, pair, seq: isSeq(value) ? value : null, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** Changes values in place, and adds what is missing behind the last value that stands on one line. */
function change(text: string, item: YAMLMap, wanted: Wanted): string | null {
  const splices: Splice[] = [];
  const pairs = item.items as Array<Pair<Node, Node | null>>;
  const missing = wanted.filter(({ key, usual }) => !usual && !pairs.some((pair) => keyOf(pair) === key));
  let anchor: Node | null = null;
  for (const { key, value } of wanted) {
    const pair = pairs.find((p) => keyOf(p) === key);
    if (!pair) continue;
    const node = pair.value;
    if (!isScalar(node) || node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return null;
    if (startOf(node) === endOf(node)) {
      // "email:" with nothing behind it.
      const at = text.indexOf(':', endOf(pair.key)) + 1;
      if (value !== '') splices.push({ start: at, end: at, text: ` ${scalar(value)}` });
      continue;
    }
    if (!anchor || startOf(node) > startOf(anchor)) anchor = node;
    if (String(node.source ?? node.value) !== value)
      splices.push({ start: startOf(node), end: endOf(node), text: scalar(value) });
  }
  if (missing.length > 0) {
    if (!anchor) return null;
    if (item.flow)
      splices.push({ start: endOf(anchor), end: endOf(anchor), text: `, ${pairsText(missing).join(', ')}` });
    else {
      const first = pairs[0]?.key as Node;
      const column = startOf(first) - (text.lastIndexOf('\n', startOf(first) - 1) + 1);
      const eol = text.includes('\r\n') ? '\r\n' : '\n';
      const at = lineEnd(text, endOf(anchor));
      const lines = pairsText(missing)
        .map((line) => `${' '.repeat(column)}${line}${eol}`)
        .join('');
      splices.push({ start: at, end: at, text: text[at - 1] === '\n' ? lines : eol + lines });
    }
  }
  return splice(text, splices);
}

function atEnd(text: string, map: YAMLMap, added: string, eol: string): string | null {
  const rest = text.slice(endOf(map));
  if (/^(\.\.\.|---)/m.test(rest)) return null;
  const gap = text.endsWith(`${eol}${eol}`) ? '' : text.endsWith('\n') ? eol : eol + eol;
  return text + gap + added;
}

/** Behind a key that has no items: `sources:` or `sources: []`. */
function underKey(
  text: string,
  pair: Pair<Node, Node | null>,
  seq: YAMLSeq | null,
  added: string,
  eol: string,
): string | null {
  if (seq && text.slice(startOf(seq), endOf(seq)).replace(/[[\]\s]/g, '') !== '') return null;
  const bare = seq ? text.slice(0, startOf(seq)).trimEnd() + text.slice(endOf(seq)) : text;
  return insertAfterLine(bare, endOf(pair.key), added, eol);
}

function block(wanted: Wanted, indent: string, eol: string): string {
  return pairsText(wanted)
    .map((line, i) => `${indent}${i === 0 ? '- ' : '  '}${line}${eol}`)
    .join('');
}

function flow(wanted: Wanted): string {
  return `{ ${pairsText(wanted).join(', ')} }`;
}

function pairsText(wanted: Wanted): string[] {
  return wanted.flatMap(({ key, value, usual }) => (usual ? [] : [`${key}: ${scalar(value)}`]));
}

function idOf(map: YAMLMap): string | null {
  const pair = (map.items as Array<Pair<Node, Node | null>>).find((p) => keyOf(p) === 'id');
  return isScalar(pair?.value) ? String(pair.value.source ?? pair.value.value) : null;
}
