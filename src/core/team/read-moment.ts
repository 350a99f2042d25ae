import { parseMoment } from '../schedule/parse-moment';
import type { Instant } from '../time/instant';
import { parseWall, type Wall } from '../time/wall';
import { type Fields, type Reading, short } from './reading';

/** Years in which the rota may begin and end: what lies outside is a slip of the keys. */
const FIRST = -2_208_988_800_000;
const LAST = 7_258_118_400_000;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** A wall clock such as `2026-01-05T09:00`. Null where it is absent or wrong, which is then told. */
export function readWall(reading: Reading, fields: Fields, key: string): Wall | null {
  const node = fields.get(key);
  const text = reading.text(node, `"${key}"`, 1000);
  if (text === null) return null;
  const wall = parseWall(text);
  if (wall !== null) return inReach(reading, fields, key, wall);
  if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text) && /T\d/i.test(text)) {
    reading.error(
      node,
      `"${key}" is a wall clock in the schedule's zone and takes no offset; write for example 2026-01-05T09:00`,
    );
  } else reading.error(node, notATime(key, text, '2026-01-05T09:00'));
  return null;
}

/** When something begins or ends, and the wall clock it was written as; null of an instant with an offset. */
export type Moment = { readonly at: Instant; readonly wall: Wall | null };

/** A wall clock in a zone, or an instant such as `2026-03-02T09:00:00Z`. Null where absent or wrong. */
export function readMoment(reading: Reading, fields: Fields, key: string, zone: string): Moment | null {
  const node = fields.get(key);
  const text = reading.text(node, `"${key}"`, 1000);
  if (text === null) return null;
  const at = parseMoment(text, zone);
  if (at !== null) return inReach(reading, fields, key, at) === null ? null : { at, wall: parseWall(text) };
  reading.error(node, notATime(key, text, '2026-03-02T09:00 or 2026-03-02T09:00:00Z'));
  return null;
}

function inReach(reading: Reading, fields: Fields, key: string, at: number): number | null {
  if (at >= FIRST && at < LAST) return at;
  reading.error(fields.get(key), `"${key}" must lie between the years 1900 and 2199`);
  return null;
}

function notATime(key: string, text: string, example: string): string {
  return DATE_TIME.test(text)
    ? `"${key}": there is no ${text}`
    : `"${key}" cannot be "${short(text)}"; write for example ${example}`;
}
