import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';

/** Characters `start` to `end` of a text, to be replaced. */
export type Splice = { readonly start: number; readonly end: number; readonly text: string };

/** null: written in a way that only a person can change. */
export type Splices = readonly Splice[] | null;

/** The text of a YAML document that is changed; its last line ends. `eol` is its line break. */
export type TreeEdit = { readonly text: string; readonly eol: string };

export function insertAfterLine(text: string, offset: number, added: string, eol: string): string {
  const at = lineEnd(text, offset);
  return text.slice(0, at) + (at > 0 && text[at - 1] !== '\n' ? eol : '') + added + text.slice(at);
}

/** Offset behind the line break of the line that ends a node (block scalars end with theirs). */
export function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

export function dashIndent(text: string, item: Node): string | null {
  const dash = text.lastIndexOf('-', startOf(item) - 1);
  const indent = text.slice(text.lastIndexOf('\n', dash) + 1, dash);
  return dash < 0 || indent.trim() !== '' ? null : indent;
}

export function keyOf({ key }: Pair<Node, Node | null>): string | null {
  return isScalar(key) ? String(key.value) : null;
}

export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where the text of a node ends, comments behind it not counted. */
export function endOf(node: Node): number {
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1) as Node | Pair<Node, Node | null> | undefined;
    const inner = last && 'key' in last ? (last.value ?? last.key) : last;
    if (inner) return endOf(inner);
  }
  return node.range?.[1] ?? 0;
}

/** Replaces characters; what begins at the same place goes in the order given, insertions first. They must not overlap. */
export function splice(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: added } of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, start) + added;
    at = end;
  }
  return result + text.slice(at);
}

/** Each line of `lines` with its line break, indented. */
export function linesAt(lines: readonly string[], indent: string, eol: string): string {
  return lines.map((line) => `${indent}${line}${eol}`).join('');
}

/** Offset of the first character of the line that `offset` is in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset at which the lines begin that are nothing but comment and stand directly above a line. */
export function commentsAbove(text: string, start: number): number {
  let at = start;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^[ ]*#/.test(text.slice(above, at))) return at;
    at = above;
  }
  return at;
}
