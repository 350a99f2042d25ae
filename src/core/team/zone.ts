import { err, ok, type Result } from '../kernel/result';

const known = new Map<string, boolean>();

/**
 * Reads a time zone: `UTC`, or an IANA name of the form Area/City that this machine's Intl knows. Abbreviations
 * (`EST5EDT`, `CET`) and offsets are refused: they do not say which place's daylight saving is meant.
 * @returns the name as written, or a sentence that says what to write.
 */
export function readZone(text: string): Result<string, string> {
  if (text === 'UTC') return ok(text);
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const hint = 'write UTC or an IANA name such as Europe/London';
  if (!/^[A-Za-z]{2,20}(\/[A-Za-z0-9_+-]{1,40}){1,2}$/.test(text))
    return err(`"${shown}" is not a time zone; ${hint}`);
  let knows = known.get(text);
  if (knows === undefined) {
    knows = intlKnows(text);
    if (known.size > 1000) known.clear();
    known.set(text, knows);
  }
  return knows ? ok(text) : err(`no time zone is called "${shown}"; ${hint}`);
}

function intlKnows(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
