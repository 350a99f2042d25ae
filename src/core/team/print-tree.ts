import { scalar } from './scalar';

/** What a part of a team file holds, as plain text values: a scalar, a list, or keys in order. */
export type Tree = string | readonly Tree[] | TreeMap;
export type TreeMap = { readonly [key: string]: Tree };

export function isTreeMap(tree: Tree | undefined): tree is TreeMap {
  return typeof tree === 'object' && !Array.isArray(tree);
}

/** Equal in meaning: keys in any order. */
export function sameTree(a: Tree, b: Tree): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return (a as readonly Tree[]).every((item, i) => sameTree(item, b[i] as Tree));
  }
  const left = a as TreeMap;
  const right = b as TreeMap;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => right[key] !== undefined && sameTree(left[key] as Tree, right[key]))
  );
}

/** On one line: `[a, b]`, `{ person: ada, start: 2026-03-02T09:00 }`. */
export function printFlow(tree: Tree, key = ''): string {
  if (typeof tree === 'string') return printScalar(tree, key);
  if (!isTreeMap(tree)) return `[${tree.map((item) => printFlow(item)).join(', ')}]`;
  const pairs = Object.entries(tree).map(([name, value]) => `${name}: ${printFlow(value, name)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** Keys on lines of their own, without indentation; lists of `block` keys with a dash for each item, others as flow. */
export function printMap(map: TreeMap): string[] {
  return Object.entries(map).flatMap(([key, value]) => printPair(key, value));
}

export function printPair(key: string, value: Tree): string[] {
  const isBlock = typeof value !== 'string' && !isTreeMap(value) && BLOCKS.has(key);
  // The people of a layer are names; those of the team are more than that.
  if (!isBlock || value.every((item) => typeof item === 'string'))
    return [`${key}: ${printFlow(value, key)}`];
  return [`${key}:`, ...value.flatMap((item) => printItem(item, key).map((line) => `  ${line}`))];
}

/** An item of the list at `key`, with its dash. */
export function printItem(item: Tree, key: string): string[] {
  if (!isTreeMap(item) || !WHOLE.has(key)) return [`- ${printFlow(item)}`];
  return printMap(item).map((line, i) => `${i === 0 ? '- ' : '  '}${line}`);
}

/** Lists that are written with an item a line, and those whose items have a line a key. */
const BLOCKS = new Set([
  'schedules',
  'layers',
  'hours',
  'overrides',
  'people',
  'escalations',
  'steps',
  'services',
  'inhibitions',
  'maintenance',
  'heartbeats',
]);
const WHOLE = new Set(['schedules', 'layers', 'escalations', 'services']);

/** A text as YAML, at `key` ('' for an item of a list). Whatever stands there is read as text again. */
export function printScalar(text: string, key = ''): string {
  if (PLAIN.test(text) || (VALUES.has(key) && VALUE.test(text))) return text;
  return SINGLE.test(text) ? `'${text}'` : scalar(text);
}

/**
 * Wall clocks, turns and durations read as text in YAML's core schema although they begin with a digit; so do days with
 * times, and whom a step pages.
 */
const PLAIN =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun) \d{2}:\d{2}|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{3}Z)?)?|\d{1,4} (?:hour|day|week)s?|(?:\d{1,9}[smhd])+|(?:schedule|next|all|person):[a-z0-9][a-z0-9._-]*)$/;
/** Keys of numbers, and of what is true or false. */
const VALUES = new Set(['repeat', 'changes', 'roundRobin', 'criticalToo']);
const VALUE = /^(?:true|false|\d{1,4})$/;
/** Matchers: a text with double quotes, and nothing that single ones would change. */
const SINGLE = /^(?=[^"]*")[\x20-\x26\x28-\x7e\u00a0-\u2027\u202a-\ud7ff]+$/;
