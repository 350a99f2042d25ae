import type { Pulse } from '../heartbeat/pulse';
import type { Fact } from '../incident/fact';
import type { Actor, Incident } from '../incident/incident';
import { WATCHBILL } from '../incident/incident';
import { type IncidentId, LOCAL_SOURCE } from '../kernel/ids';
import { assertNever } from '../kernel/never';
import type { Again } from '../page/decide';
import type { PagingRule } from '../page/paging-rule';
import { isRinging, isUnanswered } from '../page/ringing';
import type { Rota } from '../schedule/rota';
import type { SourceHealth } from '../source/health';
import type { Team } from '../team/team';
import type { ActBody } from '../team-log/act';
import type { Instant } from '../time/instant';
import { isAnswered, obey } from './command';
import { Draft } from './draft';
import { regroup } from './group';
import { awaitBeats, findMissed, hearAlerts, hearBeats, nextMissedAt } from './heartbeats';
import { holdStage, mutesChangeAt } from './hold-stage';
import type { Command, Input, PageOrder, SilenceOrder } from './input';
import { takeSent } from './intake';
import { acknowledgeEndsAt, expiryOf, lapse } from './lapse';
import { causeOf, hearAct, hearOpening, stampHere, tellTeam } from './other-desktops';
import { nextRuleAt, oursAt, pageStage, remindAt } from './page-stage';
import { polledConfig } from './polled-config';
import { reconcile } from './reconcile';
import { setBack } from './set-back';
import type { Heard, Leap, SeenFirst, State } from './state';
import {
  blindAt,
  findBlind,
  forgetUnwatched,
  heardBad,
  heardGood,
  heardSender,
  isHeardAnew,
  watchAnew,
} from './watch';
import {
  orderSilence,
  silenceDueAt,
  silenceRefused,
  silenceRemoved,
  silenceWritten,
  tendSilences,
} from './write-back';

/** What is to be written down, shown and done because of one input. */
export type Decision = {
  readonly facts: readonly Fact[];
  /** Incidents as they are after the facts. */
  readonly incidents: readonly Incident[];
  readonly health: readonly SourceHealth[];
  readonly pulses: ReadonlyMap<string, Pulse>;
  readonly rested: ReadonlyMap<string, { readonly startsAt: Instant | null; readonly until: Instant }>;
  readonly pages: readonly PageOrder[];
  readonly orders: readonly SilenceOrder[];
  /** Ask again (with `timePassed`) at this instant at the latest, for what this step touched; null for never. */
  readonly wakeAt: Instant | null;
  /** Why a command was refused. */
  readonly refusal: string | null;
  readonly nextNumber: number;
  readonly listeningSince: Instant;
  readonly leap: Leap | null;
  readonly at: Instant;
  readonly team: Team;
  readonly teamChanged: boolean;
  readonly rota: Rota;
  /** For the team's log. */
  readonly told: readonly ActBody[];
  readonly heard: ReadonlyMap<string, Heard>;
  readonly rules: readonly PagingRule[];
  readonly seenFirst: ReadonlyMap<string, SeenFirst>;
  /** Keys of alerts that came and are looked at for flapping. */
  readonly arrived: readonly string[];
};

/**
 * The heart: what follows from one input. Pure: the same state, input and instant give the same decision, and the
 * state is not changed (`commit` does that).
 */
export function step(state: State, input: Input, at: Instant): Decision {
  const draft = new Draft(state, at);
  const again = happen(draft, input);
  const woken =
    again !== null ||
    // Also where it rings nothing anew: the timer is set after it, so what is due by now is due here.
    input.kind === 'woke' ||
    input.kind === 'timePassed' ||
    input.kind === 'clockSet' ||
    input.kind === 'teamChanged' ||
    input.kind === 'rotaChanged' ||
    input.kind === 'rulesChanged';
  if (woken) {
    lapse(draft);
    findBlind(draft);
    findMissed(draft);
    tendSilences(draft, again === 'after-restart');
  }
  regroup(draft);
  const concerned = holdAll(
    draft,
    woken
      ? [...(onlyOf(input) ?? state.incidents.keys()), ...draft.touched.keys()]
      : [...draft.touched.keys()],
  );
  for (const id of concerned) settle(draft, id, again);
  return decision(draft, input.kind === 'teamChanged');
}

/**
 * What holds each incident back; where that changes for others thereby (what it explains, what is part of it), for
 * those as well. @returns all that are concerned
 */
function holdAll(draft: Draft, first: readonly IncidentId[]): ReadonlySet<IncidentId> {
  const concerned = new Set(first);
  // A set is gone through to its end, also to what is added on the way.
  for (const id of concerned) {
    const before = draft.state.incidents.get(id);
    const incident = draft.incident(id);
    if (!incident) continue;
    const changed = holdStage(draft, incident);
    const isNews = before?.status !== incident.status || before.severity !== incident.severity;
    if (isNews) for (const other of draft.explainedBy(incident)) concerned.add(other);
    if (isNews || changed)
      for (const { id: member } of draft.membersOf(id)) {
        // Asked anew, where it was asked before this one changed.
        concerned.delete(member);
        concerned.add(member);
      }
  }
  return concerned;
}

function onlyOf(input: Input): readonly IncidentId[] | undefined {
  return input.kind === 'timePassed' ? input.only : undefined;
}

/** First stage: what happened, as facts. Returns whether every unanswered page is to ring again. */
function happen(draft: Draft, input: Input): Again {
  switch (input.kind) {
    case 'alertSent':
      heardSender(draft, input.alert.source);
      for (const alert of hearAlerts(draft, [input.alert])) takeSent(draft, alert);
      return null;
    case 'heartbeatsHeard':
      hearBeats(draft, input.heartbeats);
      return null;
    case 'sourceRead': {
      const config = polledConfig(draft, input.source);
      if (!config) return null; // It left the team file while it was being asked.
      const anew = isHeardAnew(draft.healthOf(input.source), config, input.startedAt, draft.at);
      heardGood(draft, input.source, input.alerts.length, input.startedAt, input.nextTryAt);
      reconcile(draft, config, hearAlerts(draft, input.alerts), anew);
      return null;
    }
    case 'sourceFailed':
      if (!polledConfig(draft, input.source)) return null;
      heardBad(draft, input.source, input.error, input.nextTryAt);
      findBlind(draft);
      return null;
    case 'command':
      takeCommand(draft, input);
      return null;
    case 'delivered':
      draft.record({
        kind: 'delivered',
        at: draft.at,
        by: WATCHBILL,
        incident: input.incident,
        page: input.page,
        channel: input.channel,
        delivery: input.delivery,
      });
      return null;
    case 'silenceWritten':
      silenceWritten(draft, input.incident, input.silenceId, input.endsAt);
      return null;
    case 'silenceRefused':
      silenceRefused(draft, input.incident, input.order, input.silenceId, input.error);
      return null;
    case 'silenceRemoved':
      silenceRemoved(draft, input.incident, input.silenceId);
      return null;
    case 'changeSent':
      heardSender(draft, input.source);
      draft.record({
        kind: 'changeHappened',
        at: draft.at,
        by: { kind: 'source', id: input.source },
        source: input.source,
        summary: input.summary,
        links: input.links,
        occurredAt: input.occurredAt,
      });
      return null;
    case 'teamChanged':
      draft.team = input.team;
      draft.rota = input.rota;
      draft.reindex();
      watchAnew(draft, false);
      awaitBeats(draft, null);
      forgetUnwatched(draft);
      return null;
    case 'rotaChanged':
      draft.rota = input.rota;
      return null;
    case 'rulesChanged':
      draft.rules = input.rules;
      return null;
    case 'actsHeard':
      for (const act of input.acts) hearAct(draft, act);
      return null;
    case 'openingsHeard':
      for (const opening of input.openings) hearOpening(draft, opening);
      return null;
    case 'started':
      draft.listeningSince = draft.at;
      watchAnew(draft, true);
      awaitBeats(draft, draft.state.aliveAt);
      draft.record({ kind: 'engineStarted', at: draft.at, by: WATCHBILL, version: input.version });
      return 'after-restart';
    case 'woke':
      // Told twice of one sleep, by the system and by our own timer: it rings once.
      if (input.from < draft.state.listeningSince && draft.state.listeningSince <= draft.at) return null;
      draft.listeningSince = draft.at;
      draft.leap = { from: input.from, until: draft.at };
      watchAnew(draft, true);
      awaitBeats(draft, input.from);
      draft.record({ kind: 'engineSlept', at: draft.at, by: WATCHBILL, from: input.from, until: draft.at });
      return 'after-sleep';
    case 'clockSet':
      setBack(draft, input.back);
      return null;
    case 'timePassed':
      return null;
    default:
      return assertNever(input, 'input');
  }
}

/** What a person did at this desktop, or a sender asked for; the team is told of what it sees as well. */
function takeCommand(draft: Draft, input: Extract<Input, { kind: 'command' }>): void {
  const { incident: id, command, by } = input;
  draft.refusal = takeOne(draft, id, command, by);
  if (draft.refusal !== null || !SPEAKS_FOR_ALL.has(command.act)) return;
  // What is part of it is answered with it; where that was done already, it stays so.
  for (const { id: member } of draft.membersOf(id)) takeOne(draft, member, command, by);
}

/** Acts on an incident that hold for all that is part of it. */
const SPEAKS_FOR_ALL: ReadonlySet<Command['act']> = new Set<Command['act']>([
  'acknowledge',
  'unacknowledge',
  'snooze',
  'resolve',
  'take',
]);

function takeOne(draft: Draft, id: IncidentId, command: Command, by: Actor): string | null {
  const before = draft.incident(id);
  const isNews = command.act !== 'acknowledge' || !before || !isAnswered(before, by);
  const stamp = stampHere(draft, before, by);
  const refusal = obey(draft, draft.incident(id), command, by, command.act === 'note' ? null : stamp);
  if (refusal !== null) return refusal;
  const cause = causeOf(draft, command);
  if (cause) draft.causes.set(id, cause);
  if (stamp && isNews) tellTeam(draft, id, command, stamp);
  return null;
}

/** Later stages, for one incident that is concerned: its silence at the source, then who is paged. */
function settle(draft: Draft, id: IncidentId, again: Again): void {
  const before = draft.state.incidents.get(id) ?? null;
  const incident = draft.incident(id);
  if (!incident) return;
  const justAcknowledged =
    incident.status === 'acknowledged' &&
    incident.acknowledgedAt === draft.at &&
    before?.acknowledgedAt !== draft.at;
  if (draft.touched.has(id)) orderSilence(draft, incident, justAcknowledged);
  pageStage(draft, before, draft.incident(id) as Incident, again);
}

function decision(draft: Draft, teamChanged: boolean): Decision {
  return {
    facts: draft.facts,
    incidents: [...draft.touched.values()],
    health: [...draft.health.values()],
    pulses: draft.pulses,
    rested: draft.rested,
    pages: draft.pages,
    orders: draft.orders,
    wakeAt: nextWake(draft, false),
    refusal: draft.refusal,
    nextNumber: draft.nextNumber,
    listeningSince: draft.listeningSince,
    leap: draft.leap,
    at: draft.at,
    team: draft.team,
    teamChanged,
    rota: draft.rota,
    told: draft.told,
    heard: draft.heard,
    rules: draft.rules,
    seenFirst: draft.seenFirst,
    arrived: draft.arrived,
  };
}

/** The earliest instant at which something touched here is due by itself. */
function nextWake(draft: Draft, all: boolean): Instant | null {
  let wake = Number.POSITIVE_INFINITY;
  const consider = (at: Instant | null): void => {
    if (at !== null && at < wake) wake = at;
  };
  for (const incident of draft.touched.values()) consider(dueAt(draft, incident));
  for (const health of draft.health.values()) {
    const config = health.id === LOCAL_SOURCE ? null : polledConfig(draft, health.id);
    if (config) consider(blindAt(health, config));
  }
  consider(nextMissedAt(draft));
  // Where nothing is live it concerns nobody: it is looked for when the first incident comes, and at every wake-up.
  const isFirst = draft.state.incidents.size === 0;
  if (all ? !isFirst : isFirst && draft.touched.size > 0) consider(mutesChangeAt(draft));
  return wake === Number.POSITIVE_INFINITY ? null : wake;
}

/** The earliest wake-up over the whole state: asked after a wake-up, when what was due is done. */
export function wakeOf(state: State, at: Instant): Instant | null {
  const draft = new Draft(state, at);
  for (const [id, incident] of state.incidents) draft.touched.set(id, incident);
  for (const [id, health] of state.sources) draft.health.set(id, health);
  for (const [id, pulse] of state.pulses) draft.pulses.set(id, pulse);
  return nextWake(draft, true);
}

function dueAt(draft: Draft, incident: Incident): Instant | null {
  const times = [
    incident.snoozedUntil,
    expiryOf(incident, draft.listeningSince),
    silenceDueAt(incident, polledConfig(draft, incident.source)),
    isRinging(incident) ? remindAt(draft, incident) : null,
    isRinging(incident) ? nextRuleAt(draft, incident) : null,
    // Somebody else's so far: their silence, or the end of their duty, may make it ours.
    incident.lastPagedAt === null && isUnanswered(incident) ? oursAt(draft, incident) : null,
    incident.status === 'open' ? (incident.held?.until ?? null) : null,
    acknowledgeEndsAt(draft, incident),
  ].filter((at): at is Instant => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}
