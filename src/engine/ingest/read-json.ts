import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '../../core/kernel/result';

/** Arrays and objects within each other; senders need about six. Keeps everything that walks a body off deep stacks. */
const MAX_DEPTH = 64;

/**
 * Reads a body as JSON: strict UTF-8 (a byte order mark is skipped), bounded depth. Of duplicate keys the last wins.
 * Halves of surrogate pairs written as escapes become U+FFFD, as in Alertmanager, since no store can keep them.
 * @returns the value, or a short reason.
 */
export function readJson(bytes: Buffer): Result<unknown, string> {
  return readDeepJson(bytes, () => checkDepth(bytes));
}

/** The reason why a body is nested too deeply to be walked; null when it is not. */
export function checkDepth(bytes: Buffer): string | null {
  return tooDeep(bytes) ? `the JSON is nested deeper than ${MAX_DEPTH} levels` : null;
}

/**
 * The same, for whoever looks no deeper than a few levels that it knows, or checks the depth itself: V8's parser needs no
 * stack for it.
 */
export function readDeepJson(
  bytes: Buffer,
  check: () => string | null = () => null,
): Result<unknown, string> {
  if (bytes.length === 0) return err('the body is empty');
  if (!isUtf8(bytes)) return err('the body is not UTF-8');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const wrong = check();
  if (wrong !== null) return err(wrong);
  const text = bytes.toString('utf8', hasMark ? 3 : 0);
  try {
    return ok(JSON.parse(mayHaveHalves(text) ? mendSurrogates(text) : text) as unknown);
  } catch (error) {
    return err(`the body is not JSON: ${reason(error)}`);
  }
}

const MAYBE_SURROGATE = /\\u[dD][89a-fA-F]/;

/** Most bodies have no such escape at all: to see that takes a tenth of the time. */
function mayHaveHalves(text: string): boolean {
  return text.includes('\\u') && MAYBE_SURROGATE.test(text);
}

const ESCAPE =
  /\\(?:(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(u[dD][89a-fA-F][0-9a-fA-F]{2})|[^])/g;

/** Takes escapes one by one from the left, so that `\\ud800` (a backslash, then text) stays what it is. */
function mendSurrogates(text: string): string {
  return text.replace(ESCAPE, (whole, _pair: string | undefined, half: string | undefined) =>
    half === undefined ? whole : '\\ufffd',
  );
}

/** Counts brackets outside of strings, on bytes and without recursion. */
function tooDeep(bytes: Buffer): boolean {
  let depth = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) i = endOfString(bytes, i + 1);
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      if (++depth > MAX_DEPTH) return true;
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth--;
  }
  return false;
}

/** Index of the quote that ends the string which starts at `from`. */
function endOfString(bytes: Buffer, from: number): number {
  let end = bytes.indexOf(QUOTE, from);
  while (end !== -1) {
    let backslashes = 0;
    while (bytes[end - 1 - backslashes] === BACKSLASH && end - 1 - backslashes >= from) backslashes++;
    if (backslashes % 2 === 0) return end;
    end = bytes.indexOf(QUOTE, end + 1);
  }
  return bytes.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** V8's sentence without the piece of the body that it quotes: it might hold a secret. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const at = /at position (\d+)/.exec(message);
  if (at) return `wrong at character ${at[1]}`;
  return /end of JSON|Unterminated/.test(message) ? 'it ends too early' : 'it cannot be parsed';
}
