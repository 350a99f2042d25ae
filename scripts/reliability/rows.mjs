import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/places.mjs';

/**
 * @typedef {{ readonly id: string, readonly fault?: string, readonly expected: string }} Row
 * @typedef {{ readonly id: string, readonly title: string, readonly rows: readonly Row[] }} Section
 * @typedef {{ readonly row: string, readonly part?: string, readonly why: string, readonly instead?: string }} Reason
 *   Why a row, or a part of one, has no test. Markdown.
 */

const read = (file) => JSON.parse(readFileSync(join(root, 'test/faults', file), 'utf8'));

/** @returns {Section[]} the plan, in its order */
export const readSections = () => read('rows.json');

/** @returns {Reason[]} */
export const readReasons = () => read('not-tested.json');

/**
 * What is wrong between plan, tests and reasons; empty when each row has its test or its reason.
 * @param {readonly Section[]} sections
 * @param {readonly import('./titles.mjs').Named[]} named
 * @param {readonly Reason[]} reasons
 * @returns {string[]} one sentence each
 */
export function findProblems(sections, named, reasons) {
  const ids = sections.flatMap(({ rows }) => rows.map(({ id }) => id));
  const known = new Set(ids);
  const tested = new Set(named.flatMap(({ rows }) => rows));
  const whole = new Set(reasons.filter(({ part }) => !part).map(({ row }) => row));
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `row ${id} stands twice in the plan`),
    ...named.flatMap(({ file, title, rows }) =>
      rows.filter((id) => !known.has(id)).map((id) => `${file}: there is no row ${id} ("${title}")`),
    ),
    ...reasons
      .filter(({ row }) => !known.has(row))
      .map(({ row }) => `not-tested.json: there is no row ${row}`),
    ...reasons
      .filter(({ row, part }) => !part && tested.has(row))
      .map(({ row }) => `not-tested.json: row ${row} has a test; a reason for a part of it names its "part"`),
    ...reasons
      .filter(({ row, part }) => part && known.has(row) && !tested.has(row))
      .map(({ row }) => `not-tested.json: row ${row} has no test at all, so the reason is not for a "part"`),
    ...reasons.filter(({ why }) => !why).map(({ row }) => `not-tested.json: row ${row} gives no reason`),
    ...ids
      .filter((id) => !tested.has(id) && !whole.has(id))
      .map((id) => `row ${id} has neither a test nor a reason`),
  ];
}

/**
 * @template T
 * @param {readonly T[]} all
 * @param {(each: T) => readonly string[]} rowsOf
 * @returns {Map<string, T[]>} by row
 */
export function byRow(all, rowsOf) {
  const map = new Map();
  for (const each of all) for (const row of rowsOf(each)) map.set(row, [...(map.get(row) ?? []), each]);
  return map;
}
