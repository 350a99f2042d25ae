import type { Act } from '../../core/team-log/act';
import { readAct } from '../../core/team-log/read-act';

/** Problems told of one file; more are counted. */
const MOST_TOLD = 20;

/** Bytes of one file of the log as acts, line by line; a line that makes no sense is named and passed over. */
export type LogLines = {
  /** Whole lines, each with its line break. */
  whole(bytes: Buffer): readonly Act[];
  /**
   * What stands after the last line break: an act where it is a whole one already (an object that is closed cannot be
   * the beginning of another), or nothing yet.
   */
  tail(bytes: Buffer): Act | null;
  /** The line that we are in is longer than any may be. Its rest is part of it. */
  tooLong(): void;
  /** The file is read from its beginning again. */
  restart(): void;
  problems(): readonly string[];
};

/** @param title how the file is called in problems */
export function makeLogLines(title: string): LogLines {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 0;
  let isInTooLong = false;
  let told: string[] = [];
  let untold = 0;
  let asides: { readonly first: string; readonly count: number } | null = null;

  return {
    whole(bytes) {
      const acts: Act[] = [];
      const texts = linesOf(bytes);
      for (const text of texts) {
        line += 1;
        if (isInTooLong) {
          isInTooLong = false;
          tell('the line is longer than 64 KB');
          continue;
        }
        if (text === null) {
          tell('the line is not UTF-8 text');
          continue;
        }
        const act = take(text);
        if (act) acts.push(act);
      }
      return acts;
    },
    tail(bytes) {
      if (isInTooLong) return null;
      const text = decoded(bytes)?.trimEnd();
      if (!text?.endsWith('}')) return null;
      const read = readAct(line === 0 ? withoutMark(text) : text);
      return read.kind === 'act' ? read.act : null;
    },
    tooLong() {
      isInTooLong = true;
    },
    restart() {
      line = 0;
      isInTooLong = false;
      told = [];
      untold = 0;
      asides = null;
    },
    problems() {
      const all = [...told];
      if (untold > 0) all.push(`${title}: ${untold} more lines like these`);
      if (asides)
        all.push(
          `${asides.first}${asides.count > 1 ? ` (and ${asides.count - 1} more lines)` : ''}; they count once Watchbill is updated`,
        );
      return all;
    },
  };

  function take(raw: string): Act | null {
    const text = (line === 1 ? withoutMark(raw) : raw).trim();
    if (text === '') return null;
    const read = readAct(text);
    if (read.kind === 'act') return read.act;
    if (read.kind === 'broken') tell(read.why);
    else
      asides = { first: asides?.first ?? `${title}:${line}: ${read.why}`, count: (asides?.count ?? 0) + 1 };
    return null;
  }

  function tell(why: string): void {
    if (told.length < MOST_TOLD) told.push(`${title}:${line}: ${why}; the line is passed over`);
    else untold += 1;
  }

  /** null for a line that is not UTF-8. Decoding all at once is several times as fast as line by line. */
  function linesOf(bytes: Buffer): (string | null)[] {
    const text = decoded(bytes);
    if (text !== null) return text.split('\n').slice(0, -1);
    const lines: (string | null)[] = [];
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf('\n', from);
      lines.push(decoded(bytes.subarray(from, end)));
      from = end + 1;
    }
    return lines;
  }

  function decoded(bytes: Buffer): string | null {
    try {
      return strict.decode(bytes);
    } catch {
      return null;
    }
  }
}

/** Without a byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
