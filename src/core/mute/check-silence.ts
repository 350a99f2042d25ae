import { type Matcher, matchesValue, parseMatcher, printMatcher } from '../alert/matcher';
import { err, ok, type Result } from '../kernel/result';
import type { Span } from '../kernel/span';
import { DAY, type Duration } from '../time/duration';
import type { Instant } from '../time/instant';
import { costlyPattern } from './costly-pattern';

const MOST_MATCHERS = 50;
/** Together they stand in one line of the log. */
const MOST_CHARACTERS = 20_000;
const MOST_REASON = 1000;
const LONGEST: Duration = 366 * DAY;

/**
 * Reads the matchers that somebody gave for a silence. As in Alertmanager one of them must demand something: `a=""` or
 * `a!="b"` alone hold for alerts that have no such label, and a slip would silence everything.
 * @returns them, or a sentence that says which one is wrong and how
 */
export function checkMatchers(texts: readonly string[]): Result<readonly Matcher[], string> {
  const given = texts.filter((text) => text.trim() !== '');
  if (given.length === 0)
    return err('Give at least one matcher: a silence of everything is a maintenance without services.');
  if (given.length > MOST_MATCHERS) return err(`More than ${MOST_MATCHERS} matchers.`);
  const matchers: Matcher[] = [];
  for (const text of given) {
    const read = parseMatcher(text);
    if (!read.ok) return err(`${sentence(read.error)}.`);
    const { operator, value } = read.value;
    const costly = operator === '=~' || operator === '!~' ? costlyPattern(value) : '';
    if (costly !== '') return err(`"${value.slice(0, 80)}" ${costly}.`);
    matchers.push(read.value);
  }
  if (matchers.every((matcher) => matchesValue(matcher, '')))
    return err(
      'One of the matchers must ask for something, such as alertname="DiskFull": these hold for every alert without such labels.',
    );
  if (matchers.map(printMatcher).join('').length > MOST_CHARACTERS)
    return err(`The matchers are longer than ${MOST_CHARACTERS} characters together.`);
  return ok(matchers);
}

/**
 * When a silence or a maintenance is to be: it begins now at the earliest.
 * @param start null for now
 */
export function checkMuteSpan(
  { start, end, reason }: { readonly start: Instant | null; readonly end: Instant; readonly reason: string },
  now: Instant,
): Result<Span, string> {
  const from = Math.max(start ?? now, now);
  if (end <= now) return err('It would be over already: its end is past.');
  if (end <= from) return err('It must end after it begins.');
  if (end - from > LONGEST) return err('That is longer than a year.');
  if (reason.length > MOST_REASON) return err(`The reason is longer than ${MOST_REASON} characters.`);
  return ok({ start: from, end });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
