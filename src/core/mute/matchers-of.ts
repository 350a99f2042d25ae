import { REDACTED } from '../alert/credential';
import type { Labels } from '../alert/labels';
import { type Matcher, parseMatcher, printMatcher } from '../alert/matcher';

/** One matcher that a silence for an alert may have; `initially`: whether it is chosen without being asked for. */
export type SuggestedMatcher = { readonly matcher: Matcher; readonly initially: boolean };

/** What tells a kind of trouble and where it is, in the order in which people say it. */
const WHAT = [
  'alertname',
  'service',
  'job',
  'namespace',
  'cluster',
  'severity',
  'environment',
  'env',
  'region',
  'app',
  'component',
];

/** What is another one after every restart, or for each copy of the same thing. */
const WHICH = new Set([
  'instance',
  'pod',
  'pod_name',
  'pod_ip',
  'container',
  'container_id',
  'endpoint',
  'uid',
  'id',
  'ip',
  'replica',
  'replicaset',
  'controller_revision_hash',
  'pod_template_hash',
  'prometheus',
  'prometheus_replica',
]);

/** Where `makeLabels` notes that there were more. */
const CUT_LABELS = '…';

/** Which label tells what kind of trouble it is. */
const KIND = 'alertname';

/**
 * The matchers for "silence this alert": what it is and where are chosen, pods, instances and the rest are offered. An
 * alert that does not say what it is by `alertname` is told by all that it says, as severity and service alone would
 * silence far more; where all it says varies, by that.
 * @returns chosen ones first; [] for an alert without labels, which a silence cannot name
 */
export function matchersOf(labels: Labels): readonly SuggestedMatcher[] {
  const usable = labels
    .filter(
      ([name, value]) => value !== '' && value !== REDACTED && name !== CUT_LABELS && !name.startsWith('__'),
    )
    .map(([name, value]): Matcher => ({ name, operator: '=', value }))
    // Some values are longer than a matcher may be.
    .filter((matcher) => parseMatcher(printMatcher(matcher)).ok);
  const names = new Set(usable.map(({ name }) => name));
  const isChosen = (name: string): boolean => {
    if (names.has(KIND)) return WHAT.includes(name);
    return !WHICH.has(name);
  };
  const none = !usable.some(({ name }) => isChosen(name));
  return usable
    .map((matcher) => ({ matcher, initially: none || isChosen(matcher.name) }))
    .toSorted((a, b) => rank(a) - rank(b));
}

function rank({ matcher, initially }: SuggestedMatcher): number {
  const place = WHAT.indexOf(matcher.name);
  return (initially ? 0 : 1000) + (place < 0 ? WHAT.length : place);
}
