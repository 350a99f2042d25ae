import type { PlanAsk } from '../escalation/plan-ask';
import { planOf } from '../escalation/plan-of';
import { type PersonId, WATCHBILL_SOURCE } from '../kernel/ids';
import { severityWord } from '../page/wording';
import type { Service, Urgency } from '../people/service';
import { DAY, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import { type ExplainAsk, type Explained, type Stage } from './explained';
import { firstPaged } from './first-paged';
import { freeOfMutes, heldStages } from './held-stages';
import { channelsStage, cut, nameOf, ownersStage, planStage, quietStage, urgencyStage } from './page-stages';
import { serviceStage } from './service-stage';

/** So far ahead the plan is told. */
const AHEAD = DAY;

/**
 * What becomes of an alert, stage by stage in the order in which it is decided, each in words: which service takes it
 * and why, whether something holds it back, how urgent it is, whom it pages when, and by what. Every stage is told,
 * also those after one that holds it back: it says what would come next.
 *
 * Pure; what is not known (what else fires, how often it came) is said to be unknown.
 */
export function explainAlert(ask: ExplainAsk): Explained {
  const { alert, at, team, rota, words, sentTo } = ask;
  const { service, stage: routed } = serviceStage(ask);
  const held = heldStages(ask, service);
  const { urgency, stage: urgent } = urgencyStage(ask, service);
  // Waiting for others puts the page off, but not the steps.
  const begins = pagesFrom(
    ask,
    held.filter(({ stage }) => stage !== 'collecting'),
    service,
  );
  const from = pagesFrom(ask, held, service);
  const plan =
    rota.schedules.length === 0 ? [] : planOf(planAskOf(ask, service, urgency, begins), from, at + AHEAD);
  const { first, later, isEveryone } = firstPaged(ask, plan, from, sentTo);
  const begun = plan.filter((page) => page.skippedBecause === undefined && page.at <= from);
  const asked = begun.flatMap((page) => page.people.map(({ person }) => person));
  const people = [...new Set(sentTo === null ? asked : [...asked, sentTo])];
  const { stage: quiet } = quietStage({ ...ask, at: from }, people);
  const stages: Stage[] = [
    severityStage(ask),
    ...(alert.suppression ? [sourceStage(ask)] : []),
    routed,
    ownersStage(ask, service),
    ...held,
    urgent,
    planStage(ask, service, plan, from),
    quiet,
    channelsStage(ask, people, urgency),
  ];
  const stop = stages.find(({ outcome }) => outcome === 'held' || outcome === 'nobody');
  const named = (ids: readonly PersonId[]) => cut(ids.map((id) => nameOf(team.people, id)));
  const when = (due: Instant, isQuiet: boolean) =>
    isQuiet
      ? `when quiet hours are over, at ${words.clock(due, at)}`
      : from > at
        ? `at ${words.clock(due, at)}, if it still fires then`
        : due <= at
          ? 'now'
          : `after ${printDuration(due - at)}`;
  const whom = first === null ? 'whoever sits at the desktop that hears of it' : named(first.people);
  const parts = [
    `${isEveryone ? 'everyone' : whom} ${when(first?.at ?? from, first?.quiet ?? false)}`,
    ...later.map((each) => `${named(each.people)} ${when(each.at, true)}`),
  ];
  const muted = held.find(
    ({ stage, outcome }) => outcome === 'waits' && (stage === 'silenced' || stage === 'maintenance'),
  );
  const verdict =
    stop !== undefined
      ? `It pages nobody. ${stop.words}`
      : `It pages ${parts.join('; ')}.${muted ? ` ${muted.words}` : ''}`;
  return {
    service: service.id,
    stages,
    pages: stop === undefined,
    verdict,
    people: stop ? [] : [...(first?.people ?? [])],
  };
}

function severityStage({ alert }: ExplainAsk): Stage {
  const none = alert.severity === 'none';
  return {
    stage: 'severity',
    outcome: none ? 'held' : 'goes-on',
    words: none
      ? 'Its severity is none: such alerts are kept, and never page.'
      : `Its severity is ${severityWord(alert.severity).toLowerCase()}.`,
    details: [],
    path: null,
  };
}

function sourceStage({ alert }: ExplainAsk): Stage {
  const how = alert.suppression?.how ?? 'silenced';
  return {
    stage: 'source',
    outcome: 'held',
    words: `Its source keeps it quiet: it is ${how} there.`,
    details: alert.suppression?.by.map((by) => `By ${by}.`) ?? [],
    path: null,
  };
}

/** When its page goes out at the earliest: what waits, waits as long as the longest. */
function pagesFrom(ask: ExplainAsk, held: readonly Stage[], service: Service): Instant {
  const { at, alert, arrivals } = ask;
  // The pager's own trouble is never held back.
  if (alert.source === WATCHBILL_SOURCE) return at;
  const waits = (stage: Stage['stage']) =>
    held.some((each) => each.stage === stage && each.outcome === 'waits');
  const times = [at];
  if (waits('holding')) times.push(at + (service.hold ?? 0));
  if (waits('collecting') && alert.severity !== 'critical') times.push(at + (service.group?.wait ?? 0));
  if (waits('flapping') && arrivals !== null) times.push(at + (service.flapping?.steady ?? 0));
  return freeOfMutes(ask, service, Math.max(...times));
}

/** The plan of an alert that opens an incident now, as core/step asks for it: steps count from when nothing but others holds it. */
function planAskOf(
  { team, rota, alert }: ExplainAsk,
  service: Service,
  urgency: Urgency,
  from: Instant,
): PlanAsk {
  return {
    rota,
    policy: team.escalations.find(({ id }) => id === service.escalation) ?? null,
    lastResort: team.lastResort ?? null,
    from,
    urgency,
    everyoneInTheEnd: alert.severity === 'critical' || alert.severity === 'error',
    key: `${alert.source}\n${alert.dedupKey}\n${alert.startsAt ?? ''}`,
    moves: [],
  };
}
