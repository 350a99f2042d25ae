import { severityRank } from '../alert/severity';
import type { Move } from '../escalation/plan-ask';
import type { PersonId } from '../kernel/ids';
import { assertNever } from '../kernel/never';
import { goesOn } from '../page/goes-on';
import type { Quiet } from '../page/page';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { IncidentFact } from './fact';
import type { Actor, Incident } from './incident';

/** How long after the end that a sender gave we still wait for it to be sent again. */
export const EXPIRY_GRACE: Duration = 1.5 * MINUTE;

/**
 * The fold: an incident after one more fact. Only `opened` may come without an incident; every other fact of an
 * unknown incident is a broken log and throws.
 */
export function apply(before: Incident | undefined, fact: IncidentFact): Incident {
  if (fact.kind === 'opened') return open(fact);
  if (!before) throw new Error(`fact "${fact.kind}" of an incident that was never opened: ${fact.incident}`);
  const incident: Incident = {
    ...before,
    updatedAt: Math.max(before.updatedAt, fact.at),
    ...('act' in fact && fact.kind !== 'noted' && { lastAct: fact.act }),
  };
  switch (fact.kind) {
    case 'seen':
      return {
        ...incident,
        alert: fact.alert,
        title: fact.alert.title,
        count: incident.count + fact.times,
        lastSeenAt: fact.at,
        severity: worse(incident, fact.alert.severity),
        expiresAt: fact.alert.expiresAt === null ? null : fact.alert.expiresAt + EXPIRY_GRACE,
      };
    case 'suppressed':
      return { ...incident, suppression: fact.suppression };
    case 'unsuppressed':
      return { ...incident, suppression: null };
    case 'missed':
      // A first read in a row begins the absence anew, also after a gap in which nothing was read.
      return {
        ...incident,
        missing: {
          since: fact.reads === 1 ? fact.at : (incident.missing?.since ?? fact.at),
          reads: fact.reads,
        },
      };
    case 'foundAgain':
      return { ...incident, missing: null };
    case 'acknowledged':
      return {
        ...incident,
        status: 'acknowledged',
        acknowledgedAt: fact.at,
        acknowledgedBy: fact.by,
        hereOnly: fact.hereOnly,
        elsewhere: fact.elsewhere === true,
        snoozedUntil: null,
        answeredAt: fact.on ?? fact.at,
        waits: fact.waits ?? [],
      };
    case 'answered':
      return { ...incident, waits: without(incident.waits, fact.by) };
    case 'snoozed':
      return {
        ...incident,
        status: 'acknowledged',
        acknowledgedAt: fact.at,
        acknowledgedBy: fact.by,
        hereOnly: false,
        elsewhere: fact.elsewhere === true,
        snoozedUntil: fact.until,
        waits: [],
      };
    case 'unacknowledged':
      return {
        ...incident,
        status: 'open',
        acknowledgedAt: null,
        acknowledgedBy: null,
        hereOnly: false,
        snoozedUntil: null,
        waits: [],
        plan: planAnew(fact),
      };
    case 'moved':
      return moved(incident, fact.move, fact.late === true);
    case 'openedBefore':
      return { ...before, seenAt: fact.from, plan: { moves: [], ...before.plan, from: fact.from } };
    case 'held':
      return { ...incident, held: fact.held };
    case 'released':
      return released(incident, fact);
    case 'regrouped':
      return { ...incident, lead: fact.lead };
    case 'resolved':
      return {
        ...incident,
        held: null,
        waits: [],
        status: 'resolved',
        resolvedAt: fact.at,
        resolvedBy: fact.by,
        snoozedUntil: null,
        missing: null,
      };
    case 'paged':
      return {
        ...incident,
        lastPagedAt: fact.at,
        lastPageReason: fact.reason,
        responder: fact.person,
        why: fact.why,
        pages: incident.pages + fact.pages.length,
        round: roundOf(incident, fact),
        ...(incident.kept && { kept: null }),
      };
    case 'writeBack':
      return { ...incident, writeBack: fact.writeBack };
    case 'clockSet':
      return setBack(before, fact);
    case 'noted':
      return fact.act === undefined
        ? incident
        : { ...incident, heardNotes: [...(incident.heardNotes ?? []), fact.act] };
    case 'notPaged':
      return isKept(fact.reason) ? { ...incident, kept: fact.reason } : incident;
    case 'delivered':
      // What became of a page is the page's; the incident is not written anew for it.
      return before;
    default:
      return assertNever(fact, 'fact');
  }
}

function roundOf(
  { round }: Incident,
  { reason, pages, at }: Extract<IncidentFact, { kind: 'paged' }>,
): Incident['round'] {
  const channels = pages.map(({ channel }) => channel);
  if (!round || !goesOn(reason)) return { since: at, channels };
  return { since: round.since, channels: [...new Set([...round.channels, ...channels])] };
}

/** Nobody could answer while it was held back: whoever was asked before that is asked anew, from the first step on. */
function released(incident: Incident, { anew, from }: Extract<IncidentFact, { kind: 'released' }>): Incident {
  const begun = incident.plan?.from ?? incident.openedAt;
  return {
    ...incident,
    held: null,
    ...(anew && { lastPagedAt: null, ...(incident.kept && { kept: null }) }),
    ...(from !== undefined && {
      plan: { from: Math.max(begun, from), moves: incident.plan?.moves ?? [] },
    }),
  };
}

/** Reasons that last, and are told once. */
function isKept(reason: Quiet): boolean {
  return reason === 'quiet-hours' || reason === 'no-rule';
}

function planAnew(fact: Extract<IncidentFact, { kind: 'unacknowledged' }>): Incident['plan'] {
  const from = fact.from ?? fact.at;
  const { again } = fact;
  return {
    from,
    moves: again === undefined ? [] : [{ kind: 'addResponder', at: from, by: null, to: again }],
  };
}

/** Whoever had it is asked no more once it is handed over; help that is asked for does not open it again. */
function moved(incident: Incident, move: Move, late: boolean): Incident {
  const plan = { from: incident.openedAt, ...incident.plan };
  const moves = [...(incident.plan?.moves ?? []), move];
  const after = { ...incident, plan: { ...plan, moves: moves.sort((a, b) => a.at - b.at) } };
  if (move.kind === 'addResponder')
    return incident.status === 'acknowledged' && move.at >= (incident.answeredAt ?? move.at)
      ? { ...after, waits: [...new Set([...(incident.waits ?? []), move.to])] }
      : after;
  if (late) return after;
  const opened: Incident = {
    ...after,
    status: 'open',
    acknowledgedAt: null,
    acknowledgedBy: null,
    hereOnly: false,
    snoozedUntil: null,
    waits: [],
  };
  // Who is asked is asked anew: by a hand-over all of them; an escalation leaves whoever escalated in peace.
  const isTheirs = move.kind === 'handOver' || (move.by !== null && move.by === incident.responder);
  return isTheirs ? { ...opened, lastPagedAt: null } : opened;
}

function without(people: readonly PersonId[] = [], actor: Actor): readonly PersonId[] {
  return actor.kind === 'person' ? people.filter((id) => id !== actor.id) : people;
}

/**
 * Our own times, moved along with the clock: what is due after some minutes is due when they are over. Times that
 * others gave (an alert's, a silence's end) are theirs.
 */
function setBack(incident: Incident, { back, since }: Extract<IncidentFact, { kind: 'clockSet' }>): Incident {
  const isOff = (at: Instant): boolean => since === null || at >= since;
  const moved = (at: Instant): Instant => (isOff(at) ? at - back : at);
  const { missing, acknowledgedAt, snoozedUntil, lastPagedAt, writeBack } = incident;
  return {
    ...incident,
    openedAt: moved(incident.openedAt),
    lastSeenAt: moved(incident.lastSeenAt),
    updatedAt: moved(incident.updatedAt),
    missing: missing && { ...missing, since: moved(missing.since) },
    acknowledgedAt: acknowledgedAt && moved(acknowledgedAt),
    snoozedUntil:
      snoozedUntil && (isOff(acknowledgedAt ?? snoozedUntil) ? snoozedUntil - back : snoozedUntil),
    lastPagedAt: lastPagedAt && moved(lastPagedAt),
    writeBack: writeBack && { ...writeBack, at: moved(writeBack.at) },
    ...(incident.plan && {
      plan: {
        from: moved(incident.plan.from),
        moves: incident.plan.moves.map((move) => ({ ...move, at: moved(move.at) })),
      },
    }),
    ...(incident.answeredAt !== undefined && { answeredAt: moved(incident.answeredAt) }),
    ...(incident.seenAt !== undefined && { seenAt: moved(incident.seenAt) }),
    ...(incident.round && { round: { ...incident.round, since: moved(incident.round.since) } }),
  };
}

function open(fact: Extract<IncidentFact, { kind: 'opened' }>): Incident {
  const { alert } = fact;
  return {
    id: fact.incident,
    number: fact.number,
    status: 'open',
    source: alert.source,
    dedupKey: alert.dedupKey,
    service: fact.service,
    title: alert.title,
    severity: alert.severity,
    alert,
    count: 1,
    openedAt: fact.at,
    lastSeenAt: fact.at,
    updatedAt: fact.at,
    suppression: alert.suppression,
    missing: null,
    expiresAt: alert.expiresAt === null ? null : alert.expiresAt + EXPIRY_GRACE,
    acknowledgedAt: null,
    acknowledgedBy: null,
    hereOnly: false,
    snoozedUntil: null,
    resolvedAt: null,
    resolvedBy: null,
    writeBack: null,
    responder: fact.responder,
    why: fact.why,
    lastPagedAt: null,
    lastPageReason: null,
    pages: 0,
    ...(fact.act !== undefined && { lastAct: fact.act }),
    ...(fact.group !== undefined && { group: fact.group }),
    ...(fact.lead !== undefined && { lead: fact.lead }),
    ...(fact.from !== undefined && { seenAt: fact.from, plan: { from: fact.from, moves: [] } }),
  };
}

/** An incident never becomes less severe while it is open: what paged as critical stays critical. */
function worse(incident: Incident, now: Incident['severity']): Incident['severity'] {
  return severityRank(now) < severityRank(incident.severity) ? now : incident.severity;
}
