import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import { begunBy } from './begun';
import { urgencyAt } from './counts';
import type { Event } from './course';
import type { PlanAsk } from './plan-ask';
import type { PlannedPage, PlannedPerson } from './planned-page';
import { awaySpans, isAwayAt } from './presence';
import { introOf } from './reasons';
import { isEveryone, pagedBy, whyOf } from './responders';

/** Pages ahead, and pages behind: nobody reads more of them, and 999 rounds of 100 steps are years. */
export const MOST_PLANNED = 500;

/**
 * The plan of an incident that nobody answers, behind and ahead, by time: whom it pages when, why, and what is left out.
 * What has begun by `at` names whom it asks now, so that together they are the people of `respondersOf`; what is ahead
 * names whom the rota, as it is known, has on call then; what was handed over names whom it asked when it began.
 *
 * Of a plan that goes round and round, rounds that were over by `at` may be left out; more than 500 pages behind, or
 * ahead, are left out as well.
 * @param until pages after it are left out; default: to the end of the plan
 */
export function planOf(
  ask: PlanAsk,
  at: Instant,
  until: Instant = Number.POSITIVE_INFINITY,
): readonly PlannedPage[] {
  const reached = Math.max(at, ask.from);
  const { events } = begunBy(ask, until, reached, MOST_PLANNED);
  const byTime = events.filter((event) => event.at <= until).sort((a, b) => a.at - b.at);
  const isFuture = ({ at: begin }: Event): boolean => begin > reached;
  const begun = byTime.findIndex(isFuture) < 0 ? byTime.length : byTime.findIndex(isFuture);
  const handedOver = byTime.findLastIndex((event, i) => i < begun && event.kind === 'handOver');
  const first = byTime.find(({ kind }) => kind !== 'leftOut');
  const pages = byTime.map((event, i): PlannedPage | null => {
    if (i >= MOST_PLANNED / 2 && i < begun - MOST_PLANNED / 2) return null;
    const isCurrent = i < begun && i >= handedOver;
    return pageOf(ask, event, isCurrent ? at : event.at, event === first);
  });
  return pages.filter((page) => page !== null);
}

function pageOf(ask: PlanAsk, event: Event, at: Instant, isFirst: boolean): PlannedPage {
  const away = awaySpans(ask.rota.acts.presence);
  const paged = pagedBy(ask, event, at);
  const intro = introOf(ask, event, isFirst);
  const people = new Map<PersonId, PlannedPerson>();
  for (const each of paged)
    for (const person of each.people) {
      if (people.has(person)) continue;
      const why = `${intro}${whyOf(ask, event, each, person, at)}`;
      people.set(person, { person, why, away: isAwayAt(away, person, at) });
    }
  return {
    at: event.at,
    kind: event.kind === 'leftOut' ? 'step' : event.kind,
    step: event.kind === 'step' || event.kind === 'leftOut' ? event.index : null,
    round: event.round,
    people: [...people.values()],
    isEveryone: paged.some(isEveryone),
    isInTurn: paged.some(({ inTurn }) => inTurn),
    ...(event.kind === 'leftOut' ? { skippedBecause: skippedText(event, ask) } : {}),
  };
}

function skippedText({ why, step, at }: Extract<Event, { kind: 'leftOut' }>, { urgency }: PlanAsk): string {
  if (why === 'urgency')
    return `It is for ${step.when?.urgency} urgency, and this is ${urgencyAt(urgency, at)}.`;
  return `Its time lies outside its hours (${step.when?.timeZone}).`;
}
