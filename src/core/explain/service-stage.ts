import { UNROUTED, WATCHBILL_SERVICE, WATCHBILL_SOURCE } from '../kernel/ids';
import type { Service } from '../people/service';
import { serviceOf } from '../routing/match';
import type { ExplainAsk, Stage } from './explained';
import { matchWords, mismatch, mismatchWords } from './matcher-words';

/** So many services that did not take it are told, the nearest before the one that did. */
const MOST_PASSED = 12;

/** Which service takes an alert, and why none before it did. */
export function serviceStage({ team, alert }: ExplainAsk): { service: Service; stage: Stage } {
  const { labels } = alert;
  const service = serviceOf(team.services, labels);
  if (alert.source === WATCHBILL_SOURCE) {
    const own = { ...service, id: WATCHBILL_SERVICE, name: 'Watchbill' };
    const words = "It is Watchbill's own: no service of the team file takes it.";
    return { service: own, stage: { stage: 'service', outcome: 'goes-on', words, details: [], path: null } };
  }
  const place = team.services.indexOf(service);
  const before = place < 0 ? team.services : team.services.slice(0, place);
  const passed = before.map((each) => {
    const failed = mismatch(each.match, labels);
    return `${each.name} does not match: ${failed ? mismatchWords(failed, labels) : 'it has no matchers'}.`;
  });
  const details =
    passed.length <= MOST_PASSED
      ? passed
      : [
          `${passed.length - MOST_PASSED} more services before these do not match.`,
          ...passed.slice(-MOST_PASSED),
        ];
  const why =
    service.match.length === 0
      ? 'it has no matchers, so it takes every alert'
      : service.match.map((matcher) => matchWords(matcher, labels)).join('; ');
  return {
    service,
    stage: {
      stage: 'service',
      outcome: 'goes-on',
      words:
        service.id === UNROUTED && place < 0
          ? team.services.length === 0
            ? 'There is no service in the team file: it is unrouted, and pages as is usual.'
            : 'No service takes it: it is unrouted, and pages as is usual.'
          : `${service.name} takes it: ${why}.`,
      details,
      path: place < 0 ? null : ['services', service.id],
    },
  };
}
