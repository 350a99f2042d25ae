import { type Document, isMap, Lexer, type Node, type Pair, parseDocument } from 'yaml';
import type { Result } from '../kernel/result';
import { editChecked } from './edit-checked';
import { keyOf, linesAt, type Splice, splice } from './edit-text';
import { editMap } from './edit-tree';
import { printPair, sameTree, type Tree } from './print-tree';
import type { Team } from './team';
import { TREE_LISTS, teamTrees } from './team-trees';

/**
 * Changes what the text of a team file says, sources apart. Only what must change does: whatever means the same keeps
 * its very bytes, and comments and order stay; an item that moves takes the comments directly above it along; one that
 * is taken out takes those inside it.
 * @param list what is changed, and `id` which of it, for the sentence that says why not
 * @returns the new text, which reads as the changed team; or a sentence why not: the file is broken, the change is not
 * one that a file may hold, or the file is written in a way that only a person can edit.
 */
export function editTeam(
  text: string,
  list: string,
  id: string,
  change: (team: Team) => Team,
): Result<string, string> {
  return editChecked(text, list, id, (body, team) => write(body, team, change(team)), change);
}

/** Writes what differs between two teams into the text of the first; null where only a person can. */
function write(body: string, before: Team, after: Team): string | null {
  const eol = body.includes('\r\n') ? '\r\n' : '\n';
  const text = body.endsWith('\n') ? body : body + eol;
  const document: Document = parseDocument(text, { schema: 'core', uniqueKeys: false });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root) || root.flow) return null;
  const has = (key: string) => root.items.some((pair) => keyOf(pair as Pair<Node, Node | null>) === key);
  const [old, next] = [teamTrees(before), teamTrees(after)];
  const olds: Record<string, Tree> = {};
  const nexts: Record<string, Tree> = {};
  const added: string[] = [];
  if (old.lastResort !== next.lastResort) {
    // It is written below what stands at the top.
    for (const key of ['watchbill', 'team', 'timeZone']) if (has(key)) olds[key] = nexts[key] = '';
    if (old.lastResort !== '') olds['lastResort'] = old.lastResort;
    if (next.lastResort !== '') nexts['lastResort'] = next.lastResort;
  }
  for (const key of TREE_LISTS) {
    if (sameTree(old[key], next[key])) continue;
    if (has(key)) {
      olds[key] = old[key];
      nexts[key] = next[key];
    } else if (next[key].length > 0) added.push(linesAt(printPair(key, next[key]), '', eol));
  }
  const splices =
    Object.keys({ ...olds, ...nexts }).length === 0 ? [] : editMap({ text, eol }, root, olds, nexts);
  if (splices === null || losesComments(text, splices)) return null;
  if (splices.length === 0 && added.length === 0) return body;
  return atEnd(splice(text, splices), added, eol);
}

function atEnd(text: string, added: readonly string[], eol: string): string | null {
  if (added.length === 0) return text;
  // A document that is ended, or begun, by marks takes nothing behind them.
  if (/^(?:\.\.\.|---)(?:\s|$)/m.test(text)) return null;
  return added.reduce((whole, part) => whole + (whole.endsWith(eol + eol) ? '' : eol) + part, text);
}

/** Whether a comment stands where something else is written; what is taken out whole takes its comments along. */
function losesComments(text: string, splices: readonly Splice[]): boolean {
  const replaced = splices.filter(({ start, end, text: added }) => end > start && added !== '');
  if (replaced.length === 0) return false;
  return commentsOf(text).some((at) => replaced.some(({ start, end }) => at >= start && at < end));
}

/** Offsets at which comments begin. */
function commentsOf(text: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const lexeme of new Lexer().lex(text)) {
    // What the lexer says of itself is no text of the file: a document's begin, a flow's end, a scalar's begin.
    if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') continue;
    if (lexeme.startsWith('#')) offsets.push(at);
    at += lexeme.length;
  }
  return offsets;
}
