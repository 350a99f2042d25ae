import type { PlanAsk } from '../escalation/plan-ask';
import { planOf } from '../escalation/plan-of';
import { severityWord } from '../page/wording';
import type { Service, Urgency } from '../people/service';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import { type ExplainAsk, type Explained, type Stage } from './explained';
import { heldStages } from './held-stages';
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
  const from = pagesFrom(ask, held, service);
  const plan = rota.schedules.length === 0 ? [] : planOf(planAskOf(ask, service, urgency), from, at + AHEAD);
  const begun = plan.filter((page) => page.skippedBecause === undefined && page.at <= from);
  const isEveryone = begun.some((page) => page.isEveryone);
  const asked = begun.flatMap((page) => page.people.map(({ person }) => person));
  const people = [...new Set(sentTo === null ? asked : [...asked, sentTo])];
  const { stage: quiet, waiting } = quietStage({ ...ask, at: from }, people);
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
  const whom = isEveryone
    ? 'everyone'
    : people.length === 0
      ? 'whoever sits at the desktop that hears of it'
      : cut(people.map((id) => nameOf(team.people, id)));
  const verdict =
    stop !== undefined
      ? `It pages nobody. ${stop.words}`
      : waiting.size > 0 && people.every((id) => waiting.has(id))
        ? `It pages ${whom} when quiet hours are over, at ${words.clock(Math.min(...waiting.values()), at)}.`
        : from > at
          ? `It pages ${whom} at ${words.clock(from, at)}, if it still fires then.`
          : `It pages ${whom} now.`;
  return { service: service.id, stages, pages: stop === undefined, verdict, people: stop ? [] : people };
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
function pagesFrom({ at, alert, arrivals }: ExplainAsk, held: readonly Stage[], service: Service): Instant {
  const waits = (stage: Stage['stage']) =>
    held.some((each) => each.stage === stage && each.outcome === 'waits');
  const times = [at];
  if (waits('holding')) times.push(at + (service.hold ?? 0));
  if (waits('collecting') && alert.severity !== 'critical') times.push(at + (service.group?.wait ?? 0));
  if (waits('flapping') && arrivals !== null) times.push(at + (service.flapping?.steady ?? 0));
  return Math.max(...times);
}

/** The plan of an alert that opens an incident now, as core/step asks for it: steps count from the end of the hold. */
function planAskOf({ team, rota, alert, at }: ExplainAsk, service: Service, urgency: Urgency): PlanAsk {
  return {
    rota,
    policy: team.escalations.find(({ id }) => id === service.escalation) ?? null,
    lastResort: team.lastResort ?? null,
    from: at + (service.hold ?? 0),
    urgency,
    everyoneInTheEnd: alert.severity === 'critical' || alert.severity === 'error',
    key: `${alert.source}\n${alert.dedupKey}\n${alert.startsAt ?? ''}`,
    moves: [],
  };
}
