import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from '../setup/places.mjs';

/**
 * @typedef {{ readonly file: string, readonly title: string, readonly rows: readonly string[] }} Named
 *   A test, or a group of tests, that is named by rows of the plan; `title` is without their ids.
 */

const ID = String.raw`(?:[A-FP]\d{1,2}|3\.[134](?:-\w{1,2})?|3\.2(?: [^:,()]+)?)`;
const LEADING = new RegExp(`^(${ID}(?:, ${ID})*): (.+)$`, 's');
const TRAILING = new RegExp(`^(.+) \\((${ID}(?:, ${ID})*)\\)$`, 's');
/** Files without any of these are not worth parsing. */
const WORTH = new RegExp(`['"\`(]${ID}`);
const NEVER_RUN = new Set(['skip', 'todo', 'fails']);

/**
 * Every test of the project whose title begins with ids of rows (`C1, C3: …`) or ends with them (`… (C1, C3)`), in the
 * order of files. Read from the sources, so nothing has to run.
 * @returns {Named[]}
 */
export function namedTests() {
  return testFiles().flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    if (!WORTH.test(text)) return [];
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    return namedIn(source, relative(root, path).replaceAll('\\', '/'));
  });
}

/** @returns {string[]} */
function testFiles() {
  return ['src', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** @returns {Named[]} */
function namedIn(source, file) {
  const found = [];
  /** @param {readonly string[]} outer rows that a group around has named already */
  const visit = (node, outer) => {
    const call = ts.isCallExpression(node) ? testCall(node) : null;
    if (!call) {
      ts.forEachChild(node, (child) => visit(child, outer));
      return;
    }
    if (call.skipped) return;
    const { rows, title } = readTitle(call.title);
    const fresh = rows.filter((row) => !outer.includes(row));
    const isGroup = call.kind === 'describe';
    if (fresh.length > 0 && (!isGroup || holdsTest(node))) found.push({ file, title, rows: fresh });
    ts.forEachChild(node, (child) => visit(child, [...outer, ...rows]));
  };
  visit(source, []);
  return found;
}

/** Whether a group has at least one test that runs: an empty one shows nothing. */
function holdsTest(group) {
  let holds = false;
  const visit = (node) => {
    const call = ts.isCallExpression(node) ? testCall(node) : null;
    if (call?.skipped) return;
    if (call && call.kind !== 'describe') holds = true;
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(group, visit);
  return holds;
}

/** A call like `test('…', …)`, `describe.concurrent('…', …)`, `it.each([…])('…', …)`; null for any other. */
function testCall(node) {
  const [first] = node.arguments;
  const title = first ? titleOf(first) : null;
  if (title === null) return null;
  const modifiers = [];
  let callee = node.expression;
  while (!ts.isIdentifier(callee)) {
    if (ts.isPropertyAccessExpression(callee)) modifiers.push(callee.name.text);
    else if (!ts.isCallExpression(callee)) return null;
    callee = callee.expression;
  }
  if (!['describe', 'it', 'test'].includes(callee.text)) return null;
  return {
    kind: callee.text,
    title,
    skipped: modifiers.some((each) => NEVER_RUN.has(each)),
  };
}

/** What a title says; where it has a placeholder, an ellipsis. Null for what is no text. */
function titleOf(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

/** @param {string} whole */
function readTitle(whole) {
  const leading = LEADING.exec(whole);
  if (leading) return { rows: idsOf(leading[1]), title: leading[2] };
  const trailing = TRAILING.exec(whole);
  if (trailing) return { rows: idsOf(trailing[2]), title: trailing[1] };
  return { rows: [], title: whole };
}

/** @param {string} list */
const idsOf = (list) => list.split(', ');
