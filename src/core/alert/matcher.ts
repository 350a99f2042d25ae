import { err, ok, type Result } from '../kernel/result';
import { type Labels, labelValue } from './labels';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One Prometheus matcher: `severity=~"critical|page"`. A label that is missing reads as the empty string. */
export type Matcher = { readonly name: string; readonly operator: MatchOperator; readonly value: string };

const SHAPE = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"{}=~!,]+))\s*$/s;
const MAX_LENGTH = 2000;

/**
 * Reads one matcher (prometheus.io/docs/alerting/latest/configuration, "matcher"). Regular expressions are anchored
 * at both ends as Prometheus does, and must compile.
 */
export function parseMatcher(text: string): Result<Matcher, string> {
  if (text.length > MAX_LENGTH) return err(`matcher is longer than ${MAX_LENGTH} characters`);
  const m = SHAPE.exec(text);
  if (!m)
    return err(
      `"${text.slice(0, 80)}" is not a matcher; write for example severity="critical" or team=~"pay.*"`,
    );
  const operator = m[2] as MatchOperator;
  const value = m[3] === undefined ? (m[4] as string) : unescape(m[3]);
  if (operator === '=~' || operator === '!~') {
    try {
      compile(value);
    } catch (error) {
      return err(`"${value.slice(0, 80)}" is not a regular expression: ${(error as Error).message}`);
    }
  }
  return ok({ name: m[1] as string, operator, value });
}

/** Whether a label set satisfies every matcher. No matchers match everything. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matches(matcher, labels));
}

function matches({ name, operator, value }: Matcher, labels: Labels): boolean {
  const actual = labelValue(labels, name);
  switch (operator) {
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case '=~':
      return compile(value).test(actual);
    case '!~':
      return !compile(value).test(actual);
  }
}

const compiled = new Map<string, RegExp>();

function compile(value: string): RegExp {
  let regex = compiled.get(value);
  if (!regex) {
    regex = new RegExp(`^(?:${value})$`, 's');
    if (compiled.size > 5000) compiled.clear();
    compiled.set(value, regex);
  }
  return regex;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c));
}
