import { err, ok, type Result } from '../kernel/result';
import { type Labels, labelValue } from './labels';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One Prometheus matcher: `severity=~"critical|page"`. A label that is missing reads as the empty string. */
export type Matcher = { readonly name: string; readonly operator: MatchOperator; readonly value: string };

const SHAPE =
  /^\s*(?:([a-zA-Z_:][a-zA-Z0-9_:]*)|"((?:[^"\\]|\\.)+)")\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"{}=~!,]+))\s*$/s;
const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const MAX_LENGTH = 2000;

/**
 * Reads one matcher (prometheus.io/docs/alerting/latest/configuration, "matcher"). Names that are no plain word are
 * quoted, as Prometheus 3 writes them: `"service.name"="checkout"`. Regular expressions are anchored at both ends as
 * Prometheus does, and must compile.
 */
export function parseMatcher(text: string): Result<Matcher, string> {
  if (text.length > MAX_LENGTH) return err(`matcher is longer than ${MAX_LENGTH} characters`);
  const m = SHAPE.exec(text);
  if (!m)
    return err(
      `"${text.slice(0, 80)}" is not a matcher; write for example severity="critical" or team=~"pay.*"`,
    );
  const operator = m[3] as MatchOperator;
  const value = m[4] === undefined ? (m[5] as string) : unescape(m[4]);
  if (operator === '=~' || operator === '!~') {
    try {
      compile(value);
    } catch (error) {
      return err(`"${value.slice(0, 80)}" is not a regular expression: ${(error as Error).message}`);
    }
  }
  return ok({ name: m[1] ?? unescape(m[2] as string), operator, value });
}

/** Prints a matcher as Prometheus writes it; `parseMatcher` reads it back. */
export function printMatcher({ name, operator, value }: Matcher): string {
  return `${PLAIN_NAME.test(name) ? name : quote(name)}${operator}${quote(value)}`;
}

/** Whether a label set satisfies every matcher. No matchers match everything. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matchesValue(matcher, labelValue(labels, matcher.name)));
}

/** Whether one matcher holds where its label has this value; '' is a missing one. */
export function matchesValue({ operator, value }: Matcher, actual: string): boolean {
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

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c));
}
