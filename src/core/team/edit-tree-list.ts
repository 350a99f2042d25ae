import type { Node, YAMLSeq } from 'yaml';
import { matchItems, stayingPut } from './edit-match';
import {
  commentsAbove,
  dashIndent,
  endOf,
  lineEnd,
  lineStart,
  linesAt,
  type Splice,
  type Splices,
  splice,
  startOf,
  type TreeEdit,
} from './edit-text';
import { printFlow, printItem, type Tree } from './print-tree';

/** A list that changes from what it reads as now to `next`; `inside` changes one of its items. */
export type ListEdit = {
  readonly edit: TreeEdit;
  readonly key: string;
  readonly seq: YAMLSeq<Node>;
  readonly old: readonly Tree[];
  readonly next: readonly Tree[];
  readonly inside: (edit: TreeEdit, node: Node, old: Tree, next: Tree, key: string) => Splices;
};

/** Characters of the file that belong to one item: its lines, and with `lead` the comments directly above them. */
type Lines = { readonly lead: number; readonly start: number; readonly end: number };

/** A list with a dash for each item. Items that stay keep their lines; one that moves takes the comments above along. */
export function editBlockList({ edit, key, seq, old, next, inside }: ListEdit): Splices {
  const { text, eol } = edit;
  const first = seq.items[0];
  const indent = first ? dashIndent(text, first) : null;
  if (indent === null || seq.items.length !== old.length) return null;
  const lines = seq.items.map((item) => linesOf(text, item));
  if (lines.some((line) => line === null)) return null;
  const match = matchItems(old, next);
  const stay = stayingPut(match.filter((index) => index >= 0));
  const splices: Splice[] = [];
  // New items stand behind the one that stays before them; the first ones above the first old one and its comments.
  let at = (lines[0] as Lines).lead;
  for (const [j, wanted] of next.entries()) {
    const index = match[j] as number;
    const place = lines[index];
    if (!place) {
      const added = linesAt(printItem(wanted, key), indent, eol);
      splices.push({ start: at, end: at, text: added });
      continue;
    }
    const changes = inside(edit, seq.items[index] as Node, old[index] as Tree, wanted, key);
    if (changes === null) return null;
    if (stay.has(index)) {
      splices.push(...changes);
      at = place.end;
      continue;
    }
    const moved = splice(
      text.slice(place.lead, place.end),
      changes.map((c) => ({ start: c.start - place.lead, end: c.end - place.lead, text: c.text })),
    );
    splices.push({ start: at, end: at, text: moved });
    splices.push({ start: place.lead, end: place.end, text: '' });
  }
  for (const [index, place] of (lines as Lines[]).entries()) {
    if (!match.includes(index)) splices.push({ start: place.start, end: place.end, text: '' });
  }
  return splices;
}

function linesOf(text: string, item: Node): Lines | null {
  if (dashIndent(text, item) === null) return null;
  const dash = text.lastIndexOf('-', startOf(item) - 1);
  if (text.slice(dash + 1, startOf(item)).trim() !== '') return null;
  const start = lineStart(text, dash);
  return { lead: commentsAbove(text, start), start, end: lineEnd(text, endOf(item)) };
}

/** A list in brackets. Items that stay keep their characters. */
export function editFlowList({ edit, key, seq, old, next, inside }: ListEdit): Splices {
  const { text } = edit;
  const { items } = seq;
  if (items.length !== old.length || items.length === 0) return null;
  const match = matchItems(old, next);
  const changes: Splice[][] = [];
  for (const [j, wanted] of next.entries()) {
    const index = match[j] as number;
    const change = index < 0 ? [] : inside(edit, items[index] as Node, old[index] as Tree, wanted, key);
    if (change === null) return null;
    changes.push([...change]);
  }
  if (match.length === items.length && match.every((index, j) => index === j)) return changes.flat();
  const parts = next.map((wanted, j) => {
    const item = items[match[j] as number];
    if (!item) return printFlow(wanted);
    const start = startOf(item);
    const inItem = (changes[j] as Splice[]).map((c) => ({
      start: c.start - start,
      end: c.end - start,
      text: c.text,
    }));
    return splice(text.slice(start, endOf(item)), inItem);
  });
  const from = startOf(items[0] as Node);
  const to = endOf(items.at(-1) as Node);
  return [{ start: from, end: to, text: parts.join(', ') }];
}
