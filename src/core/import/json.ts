import { type Instant, parseInstant } from '../time/instant';
import { ImportProblem } from './imported';
import { oneLine } from './one-line';

export type JsonObject = { readonly [key: string]: unknown };

/** Reads text as JSON. @throws ImportProblem that says where it ends being JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    throw new ImportProblem(`this is not JSON: ${oneLine((error as Error).message)}`);
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws ImportProblem naming the place */
export function objectAt(value: unknown, where: string): JsonObject {
  if (!isObject(value)) throw new ImportProblem(`${where} must be an object, not ${kindOf(value)}`);
  return value;
}

/** [] where it is absent. @throws ImportProblem for what is no list, or one longer than any team has */
export function listAt(object: JsonObject, key: string, where: string, most = 5000): readonly unknown[] {
  const value = object[key] ?? [];
  if (!Array.isArray(value)) throw new ImportProblem(`${where}.${key} must be a list, not ${kindOf(value)}`);
  if (value.length > most)
    throw new ImportProblem(`${where}.${key} has ${value.length} entries, more than any team has`);
  return value;
}

/** '' where it is absent or null. @throws ImportProblem for what is no text */
export function textAt(object: JsonObject, key: string, where: string): string {
  const value = object[key] ?? '';
  if (typeof value !== 'string')
    throw new ImportProblem(`${where}.${key} must be text, not ${kindOf(value)}`);
  return value;
}

/** @throws ImportProblem for what is no whole number within the bounds; `otherwise` where it is absent */
export function wholeAt(
  object: JsonObject,
  key: string,
  where: string,
  { min, max, otherwise }: { min: number; max: number; otherwise?: number },
): number {
  const value = object[key] ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
    throw new ImportProblem(
      `${where}.${key} must be a whole number from ${min} to ${max}, not ${shown(value)}`,
    );
  return value;
}

const FIRST = -2_208_988_800_000;
const LAST = 7_258_118_400_000;

/** @throws ImportProblem for what is no date and time with an offset, in the years 1900 to 2199 */
export function instantAt(object: JsonObject, key: string, where: string): Instant {
  const at = parseInstant(object[key]);
  if (at === null || at < FIRST || at >= LAST)
    throw new ImportProblem(
      `${where}.${key} must be a date and time such as 2026-01-05T09:00:00Z, not ${shown(object[key])}`,
    );
  // The rota is kept to the second.
  return Math.floor(at / 1000) * 1000;
}

/** null where it is absent. */
export function instantOrNull(object: JsonObject, key: string, where: string): Instant | null {
  return object[key] === undefined || object[key] === null || object[key] === ''
    ? null
    : instantAt(object, key, where);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : shown(value);
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'object' ? kindOf(value) : oneLine(JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
