import { type Document, LineCounter, parseDocument } from 'yaml';
import type { TeamProblem } from './team';

/** At most so many UTF-16 units of text are read as a team file. */
export const MAX_TEAM_FILE = 1024 * 1024;

/** A team file as YAML nodes. `positionOf` gives line and column from 1 for an offset. */
export type TeamDocument = {
  readonly root: Document.Parsed;
  readonly positionOf: (offset: number) => { line: number; column: number };
};

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;
const CONFLICT = /^(?:<{7} |={7}\r?$|>{7} )/m;
/** Nothing a team file says is nested this deep; the YAML parser spends seconds on such text. */
const TOO_DEEP = /(?:[[{][ \t\r\n]*){40}|(?:[-?] ){40}/;

/**
 * Reads text as one YAML 1.2 document. A byte order mark and CRLF line ends are taken. Everything that is wrong is a
 * problem with its place; never throws.
 */
export function parseTeamDocument(text: string): { document: TeamDocument | null; problems: TeamProblem[] } {
  const body = withoutMark(text);
  const fail = (offset: number, message: string) => ({
    document: null,
    problems: [{ level: 'error' as const, ...place(body, offset), message }],
  });
  if (body.length > MAX_TEAM_FILE) return fail(0, 'the file is larger than 1 MB, which no team file is');
  const control = CONTROL.exec(body);
  if (control) {
    const code = (control[0].codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    return fail(
      control.index,
      code === '0000'
        ? 'the file is not UTF-8 text; save it as UTF-8'
        : `the character U+${code} cannot stand in this file; take it out`,
    );
  }
  const conflict = CONFLICT.exec(body);
  if (conflict)
    return fail(
      conflict.index,
      'two versions of the file were merged and conflict here; keep one of the two and delete the <<<<<<<, ======= and >>>>>>> lines',
    );
  const deep = TOO_DEEP.exec(body);
  if (deep) return fail(deep.index, 'brackets or dashes are nested far too deep here');
  if (body.trim() === '') return fail(0, 'the file is empty; a team file begins with "watchbill: 1"');

  const lines = new LineCounter();
  const positionOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  let root: Document.Parsed;
  try {
    root = parseDocument(body, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      schema: 'core',
      version: '1.2',
      logLevel: 'error',
    });
  } catch (error) {
    return fail(0, `not readable as YAML: ${firstLine(error instanceof Error ? error.message : '')}`);
  }
  const problems: TeamProblem[] = [];
  for (const found of root.errors.slice(0, 5)) {
    problems.push({
      level: 'error',
      ...positionOf(found.pos[0]),
      message: inWords(found.code, found.message),
    });
  }
  for (const found of root.warnings.slice(0, 5)) {
    problems.push({
      level: 'error',
      ...positionOf(found.pos[0]),
      message: inWords(found.code, found.message),
    });
  }
  return { document: problems.length > 0 ? null : { root, positionOf }, problems };
}

/** Text without the byte order mark that some editors put in front. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function inWords(code: string, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab is used to indent here; YAML takes spaces only';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here ("---"); a team file is one document';
    case 'RESOURCE_EXHAUSTION':
      return 'brackets or dashes are nested far too deep here';
    case 'TAG_RESOLVE_FAILED':
      return 'tags ("!…") have no meaning in a team file; take it out';
    default:
      return `not valid YAML: ${firstLine(message)}`;
  }
}

function firstLine(text: string): string {
  const line = (text.split('\n', 1)[0] as string).trim().slice(0, 200);
  return line === '' ? 'no reason given' : `${line.charAt(0).toLowerCase()}${line.slice(1)}`;
}

function place(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
