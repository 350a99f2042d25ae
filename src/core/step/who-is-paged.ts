import type { Escalation } from '../escalation/escalation';
import type { PlanAsk } from '../escalation/plan-ask';
import { type Responders, respondersOf } from '../escalation/responders';
import { isHeartbeat } from '../heartbeat/heartbeat-alert';
import { isMissedByAll } from '../heartbeat/watches-of';
import type { Incident } from '../incident/incident';
import { isPractice } from '../incident/practice';
import { type PersonId, type ServiceId, WATCHBILL_SOURCE } from '../kernel/ids';
import { urgencyOf } from '../mute/urgency';
import { dutyNow } from '../schedule/duty-now';
import type { Instant } from '../time/instant';
import { beginsAt } from './begins-at';
import type { Draft } from './draft';
import { polledConfig } from './polled-config';

type About = Pick<
  Incident,
  'source' | 'dedupKey' | 'service' | 'openedAt' | 'severity' | 'alert' | 'plan' | 'seenAt'
>;

/** Whom to page by now, why, and when that may be somebody more. */
type Paged = Pick<Responders, 'people' | 'first' | 'nextAt'>;

/**
 * Whom an unanswered incident pages by now, as this desktop sees it. What every desktop of the team can see (a polled
 * source) pages whom the rota says; what only this one knows pages whoever sits here, for nobody else would hear of it.
 */
export function whoIsPaged(draft: Draft, incident: About): Paged {
  const { me } = draft.state;
  const { rota } = draft;
  if (rota.schedules.length === 0)
    return onlyMe(me, 'There is no rota yet, so whoever sits at this desktop is on call.');
  if (isPractice(incident)) return onlyMe(me, 'You asked for this page.');
  if (!rota.people.some(({ id }) => id === me))
    return onlyMe(me, `"${me}" is not among the people of the team, so every page comes here.`);
  if (incident.source === WATCHBILL_SOURCE && !isHeartbeat(incident)) return aboutThisDesktop(draft, me);
  const planned = withoutEscalators(respondersOf(planAskOf(draft, incident), draft.at), incident);
  if (polledConfig(draft, incident.source) || planned.people.has(me) || isMissedByAll(draft.team, incident))
    return planned;
  // Sent to this desktop: the others do not know of it.
  const only = isHeartbeat(incident) ? 'Only this desktop hears it' : 'It was sent to this desktop only';
  const why = `${planned.first.why} ${only}, so it pages you.`.trim();
  return { ...planned, people: new Map([...planned.people, [me, why]]) };
}

/** Whoever passed it on to the next step is not rung by it, until a later step or round asks them, while there is somebody else. */
function withoutEscalators(planned: Responders, { plan }: About): Paged {
  const left = new Set<PersonId>();
  for (const { kind, by, at } of plan?.moves ?? [])
    if (kind === 'escalate' && by !== null && (planned.asked.get(by)?.again ?? at) <= at) left.add(by);
  const people = new Map([...planned.people].filter(([person]) => !left.has(person)));
  return people.size === 0 ? planned : { ...planned, people };
}

/** The escalation policy of a service; null for what is usual. */
export function policyOf(draft: Draft, service: ServiceId): Escalation | null {
  const escalation = draft.team.services.find(({ id }) => id === service)?.escalation;
  return draft.team.escalations.find(({ id }) => id === escalation) ?? null;
}

/** What the plan of an incident follows from: the same on every desktop that knows the same facts. */
export function planAskOf(draft: Draft, incident: About): PlanAsk {
  const { team, rota } = draft;
  const { source, dedupKey, severity, alert, plan } = incident;
  const service = team.services.find(({ id }) => id === incident.service) ?? null;
  return {
    rota,
    policy: policyOf(draft, incident.service),
    lastResort: team.lastResort ?? null,
    from: beginsAt(draft, incident),
    urgency: (time) => urgencyOf(service, severity, time, rota.calendars),
    everyoneInTheEnd: isUrgent(incident),
    key: `${source}\n${dedupKey}\n${alert.startsAt ?? ''}`,
    moves: plan?.moves ?? [],
  };
}

/**
 * Who is paged by a step that wants everybody's answer.
 * @param on when somebody answered, which another desktop may hear of much later
 */
export function mustAnswer(draft: Draft, incident: Incident, on: Instant): readonly PersonId[] {
  if (!polledConfig(draft, incident.source) || draft.rota.schedules.length === 0) return [];
  // It asks nobody for an answer.
  if (incident.severity === 'none') return [];
  if (!policyOf(draft, incident.service)?.steps.some((step) => step.acknowledge === 'all')) return [];
  const { asked } = respondersOf(planAskOf(draft, incident), on);
  return [...asked].flatMap(([person, { acknowledgeAll }]) => (acknowledgeAll ? [person] : []));
}

function isUrgent({ severity }: About): boolean {
  return severity === 'critical' || severity === 'error';
}

/** Trouble of this desktop's own pager concerns whoever sits here, while they are on call for anything. */
function aboutThisDesktop(draft: Draft, me: PersonId): Paged {
  const duties = draft.rota.schedules.map((schedule) => dutyNow(draft.rota, schedule, draft.at));
  const nextAt = duties.reduce<Instant | null>(
    (soonest, { until }) => (until !== null && (soonest === null || until < soonest) ? until : soonest),
    null,
  );
  if (duties.some(({ person }) => person === me) || isPagedAtOnce(draft, me))
    return onlyMe(me, 'It is about this desktop, and you are on call.');
  return {
    people: new Map(),
    first: { person: null, why: 'It is about this desktop, and you are not on call.' },
    nextAt,
  };
}

/**
 * Whether an escalation pages somebody at once whatever their schedules say: named first, as everyone, or because
 * nobody is on call.
 */
function isPagedAtOnce(draft: Draft, me: PersonId): boolean {
  const { rota, at, team } = draft;
  const ask = { rota, lastResort: team.lastResort ?? null, from: at, key: '', moves: [] } as const;
  return team.escalations.some((policy) => {
    const first = { ...policy, steps: policy.steps.slice(0, 1) };
    return respondersOf({ ...ask, policy: first, urgency: 'high', everyoneInTheEnd: false }, at).people.has(
      me,
    );
  });
}

function onlyMe(me: PersonId, why: string): Paged {
  return { people: new Map([[me, why]]), first: { person: me, why }, nextAt: null };
}
