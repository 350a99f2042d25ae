import { type Labels, labelValue } from '../alert/labels';
import { type Matcher, matchesAll } from '../alert/matcher';

/** Why a matcher does not hold, as the rest of a sentence: `namespace is "search", not pay.*`. */
export function mismatchWords({ name, operator, value }: Matcher, labels: Labels): string {
  const actual = labelValue(labels, name);
  const is = actual === '' ? `${name} is not there` : `${name} is ${quoted(actual)}`;
  switch (operator) {
    case '=':
      return value === '' ? `${is}, and must not be there` : `${is}, not ${quoted(value)}`;
    case '=~':
      return `${is}, not ${short(value)}`;
    case '!=':
      return value === '' ? `${name} is not there, and must be` : `${is}, which it must not be`;
    case '!~':
      return `${is}, which matches ${short(value)} and must not`;
  }
}

/** Why a matcher holds: `namespace is "pay-eu", as pay.* says`. */
export function matchWords({ name, operator, value }: Matcher, labels: Labels): string {
  const actual = labelValue(labels, name);
  const is = actual === '' ? `${name} is not there` : `${name} is ${quoted(actual)}`;
  switch (operator) {
    case '=':
      return is;
    case '=~':
      return `${is}, which matches ${short(value)}`;
    case '!=':
      return value === '' ? is : `${is}, not ${quoted(value)}`;
    case '!~':
      return `${is}, not ${short(value)}`;
  }
}

/** The first matcher that does not hold; undefined where all do. */
export function mismatch(matchers: readonly Matcher[], labels: Labels): Matcher | undefined {
  return matchers.find((matcher) => !matchesAll([matcher], labels));
}

function quoted(value: string): string {
  return `"${short(value)}"`;
}

function short(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}
