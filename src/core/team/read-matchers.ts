import type { Node } from 'yaml';
import { type Matcher, matchesAll, parseMatcher } from '../alert/matcher';
import { costlyPattern } from '../mute/costly-pattern';
import { type Reading, short } from './reading';

/**
 * A list of Prometheus matchers. Null where one of them cannot be read: the rest alone would match too much. A regular
 * expression that could keep the pager busy is a warning.
 */
export function readMatchers(reading: Reading, list: Node | null, label: string): Matcher[] | null {
  const before = reading.errors;
  const matchers: Matcher[] = [];
  for (const item of reading.items(list, label)) {
    const text = reading.text(item, 'a matcher', 3000);
    if (text === null) continue;
    const matcher = parseMatcher(text);
    if (!matcher.ok) {
      reading.error(item, matcher.error);
      continue;
    }
    const { operator, value } = matcher.value;
    const costly = operator === '=~' || operator === '!~' ? costlyPattern(value) : '';
    if (costly !== '') reading.warn(item, `"${short(value)}" ${costly}`);
    matchers.push(matcher.value);
  }
  if (reading.errors > before) return null;
  const odd = neverBoth(matchers);
  if (odd !== null)
    reading.warn(list, `these matchers contradict each other about "${odd}", so they match nothing`);
  return matchers;
}

/** A label that one matcher wants to be a value that another one refuses; null where there is none. */
function neverBoth(matchers: readonly Matcher[]): string | null {
  for (const { name, operator, value } of matchers) {
    if (operator !== '=') continue;
    const others = matchers.filter((other) => other.name === name);
    if (!matchesAll(others, [[name, value]])) return name;
  }
  return null;
}
