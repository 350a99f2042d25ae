import type { Act } from './act';
import { LOG_VERSION } from './print-act';
import { BODY_READERS } from './read-body';
import { Newer, type Raw, text, Wrong } from './read-field';
import { parseStamp } from './stamp';

/** What a line of the log turned out to be. `why` is one sentence without the place. */
export type ReadLine =
  | { readonly kind: 'act'; readonly act: Act }
  /** Written by a newer Watchbill: right perhaps, but nothing we know. Kept where it stands. */
  | { readonly kind: 'aside'; readonly why: string }
  | { readonly kind: 'broken'; readonly why: string };

/** Longest line that is read or written, in bytes of UTF-8. */
export const MAX_LINE = 64 * 1024;

/**
 * Reads a line of the log, strictly: every field of its kind must be there and make sense. Fields that the kind does
 * not have are passed over. Never throws.
 */
export function readAct(line: string): ReadLine {
  if (line.length > MAX_LINE) return broken('the line is longer than 64 KB');
  try {
    return { kind: 'act', act: read(line) };
  } catch (error) {
    if (error instanceof Newer) return { kind: 'aside', why: error.message };
    if (error instanceof Wrong) return broken(error.message);
    throw error;
  }
}

function broken(why: string): ReadLine {
  return { kind: 'broken', why };
}

function read(line: string): Act {
  const raw = parse(line);
  const version = raw['v'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new Wrong('"v" must be the version of the line, 1');
  if (version > LOG_VERSION)
    throw new Newer(`it is of version ${version}; this Watchbill reads ${LOG_VERSION}`);
  const id = text(raw, 'id', 120);
  const stamp = parseStamp(id);
  if (stamp === null) throw new Wrong(`"id" is no stamp such as 2026-11-23T12:22:56.123Z-0001-a1b2c3`);
  const by = text(raw, 'by', 60);
  const kind = text(raw, 'kind', 100);
  const reader = BODY_READERS.get(kind);
  if (!reader) throw new Newer(`it is of a kind that this Watchbill does not know: "${kind.slice(0, 40)}"`);
  return { id, stamp, by, body: reader(raw) };
}

function parse(line: string): Raw {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Wrong(whyNoJson(line));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Wrong('not a JSON object');
  return value as Raw;
}

function whyNoJson(line: string): string {
  if (/^(<{7}|={7}|>{7}|\|{7})( |$)/.test(line)) return 'a mark that git left where two versions met';
  if (line.includes('\u0000')) return 'NUL bytes: a disk that stopped before it had written them';
  if (line.startsWith('{"v":') && !line.endsWith('}'))
    return 'half a line: its desktop stopped in the middle of writing it';
  return 'not a line of JSON';
}
