import { type Labels, makeLabels } from '../alert/labels';
import { err, ok, type Result } from '../kernel/result';

const PAIR = /^\s*([^\s=,{}"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,{}"]*))\s*$/s;
const MOST = 20_000;

/**
 * Reads labels as they are typed: `alertname=NodeDown,cluster=eu`, values with commas or blanks in quotation marks, or as
 * Prometheus prints them, in braces.
 */
export function parseLabels(text: string): Result<Labels, string> {
  if (text.length > MOST) return err(`labels are longer than ${MOST} characters`);
  const body = text.trim().replace(/^\{([\s\S]*)\}$/, '$1');
  const pairs: [string, string][] = [];
  for (const part of parts(body)) {
    if (part.trim() === '') continue;
    const m = PAIR.exec(part);
    if (!m)
      return err(
        `"${part.trim().slice(0, 80)}" is no label; write for example alertname=NodeDown,cluster=eu`,
      );
    const value =
      m[2] === undefined
        ? (m[3] as string).trim()
        : m[2].replace(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c));
    const name = m[1] as string;
    if (pairs.some(([known]) => known === name))
      return err(`the label "${name.slice(0, 80)}" is there twice`);
    pairs.push([name, value]);
  }
  return pairs.length === 0
    ? err('there are no labels; write for example alertname=NodeDown,cluster=eu')
    : ok(makeLabels(pairs));
}

/** At commas and line breaks outside of quotation marks. */
function parts(text: string): string[] {
  const found: string[] = [];
  let part = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quoted && char === '\\') {
      part += char + (text[++i] ?? '');
      continue;
    }
    if (char === '"') quoted = !quoted;
    if (!quoted && (char === ',' || char === '\n')) {
      found.push(part);
      part = '';
    } else part += char;
  }
  return [...found, part];
}
