import { type Document, isMap, Lexer, type Node, type Pair, parseDocument } from 'yaml';
import { err, type Result } from '../kernel/result';
import type { Schedule } from '../schedule/schedule';
import { editChecked } from './edit-checked';
import { keyOf, linesAt, type Splice, splice } from './edit-text';
import { editMap } from './edit-tree';
import { scheduleTree } from './print-schedule';
import { printPair } from './print-tree';
import { readTeam } from './read';
import type { Team } from './team';

/**
 * Adds a schedule to the text of a team file, or changes the one with its id. Only what must change does: layers,
 * windows and overrides that mean the same keep their very bytes, and comments and order stay; a layer that moves takes
 * the comments directly above it along; one that is taken out takes those inside it.
 * @returns the new text, which reads as the same team but for that schedule; or a sentence why not: the file is broken,
 * the schedule is not one that a file may hold, or the file is written in a way that only a person can edit.
 */
export function putSchedule(text: string, schedule: Schedule): Result<string, string> {
  return putSchedules(text, [schedule]);
}

/** As `putSchedule`, all of them or none. */
export function putSchedules(text: string, schedules: readonly Schedule[]): Result<string, string> {
  const names = schedules.map(({ id }) => id).join('", "');
  const next = (team: Team) => {
    const kept = team.schedules.map((old) => schedules.find(({ id }) => id === old.id) ?? old);
    return [...kept, ...schedules.filter(({ id }) => !team.schedules.some((old) => old.id === id))];
  };
  return editChecked(
    text,
    'schedules',
    names,
    (body, team) => write(body, team, next(team)),
    (team) => ({ ...team, schedules: next(team) }),
  );
}

/**
 * Takes a schedule out; the same text where there is none with this id. Comments above it stay. Refused while an
 * escalation pages it.
 */
export function removeSchedule(text: string, id: string): Result<string, string> {
  const users = (readTeam(text).team?.escalations ?? []).filter(({ steps }) =>
    steps.some(({ page }) => page.some((target) => target.kind === 'schedule' && target.schedule === id)),
  );
  if (users.length > 0) {
    const named = users.map((user) => `"${user.id}"`).join(', ');
    return err(`escalation ${named} pages schedule:${id}; take it out there first`);
  }
  return editChecked(
    text,
    'schedules',
    id,
    (body, team) => write(body, team, without(team, id)),
    (team) => ({ ...team, schedules: without(team, id) }),
  );
}

function without(team: Team, id: string): Schedule[] {
  return team.schedules.filter((schedule) => schedule.id !== id);
}

/** Writes the schedules into the text; null where only a person can. */
function write(body: string, team: Team, next: readonly Schedule[]): string | null {
  const eol = body.includes('\r\n') ? '\r\n' : '\n';
  const text = body.endsWith('\n') ? body : body + eol;
  const document: Document = parseDocument(text, { schema: 'core', uniqueKeys: false });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root) || root.flow) return null;
  const trees = (schedules: readonly Schedule[]) => schedules.map((s) => scheduleTree(s, team.timeZone));
  const wanted = trees(next);
  const present = root.items.some((pair) => keyOf(pair as Pair<Node, Node | null>) === 'schedules');
  if (!present)
    return wanted.length === 0 ? body : atEnd(text, linesAt(printPair('schedules', wanted), '', eol), eol);
  const splices = editMap({ text, eol }, root, { schedules: trees(team.schedules) }, { schedules: wanted });
  if (splices === null || losesComments(text, splices)) return null;
  return splices.length === 0 ? body : splice(text, splices);
}

function atEnd(text: string, added: string, eol: string): string | null {
  // A document that is ended, or begun, by marks takes nothing behind them.
  if (/^(?:\.\.\.|---)(?:\s|$)/m.test(text)) return null;
  return text + (text.endsWith(eol + eol) ? '' : eol) + added;
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
