import type { Alert } from '../alert/alert';
import type { Move } from '../escalation/plan-ask';
import { type Actor, type Incident, WATCHBILL } from '../incident/incident';
import type { IncidentId } from '../kernel/ids';
import type { PageReason } from '../page/page';
import type { HeardAct, HeardOpening } from '../team-log/act';
import { after, compareStamps, parseStamp, printStamp, type Stamp } from '../team-log/stamp';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import { acknowledge, helpersSince, isAnswered, obey, REST_AFTER_RESOLVE } from './command';
import type { Draft } from './draft';
import type { Command } from './input';
import { reopen } from './lapse';
import { polledConfig } from './polled-config';
import { alertKey, type Heard, type SeenFirst } from './state';
import { mustAnswer } from './who-is-paged';

/** Clocks of desktops may differ by so much; an alert without a start of its own is told apart by its time only. */
const CLOCKS_APART: Duration = 5 * MINUTE;

/**
 * When a person does something here to an alert that other desktops see as well: now, yet later than all that was
 * taken for the incident before, wherever the clocks stand. Null where it is for this desktop only.
 */
export function stampHere(draft: Draft, incident: Incident | undefined, by: Actor): Stamp | null {
  if (by.kind !== 'person' || !incident || !polledConfig(draft, incident.source)) return null;
  const { desktop } = draft.state;
  const here: Stamp = { ms: draft.at, count: 0, desktop };
  const last = incident.lastAct === undefined ? null : parseStamp(incident.lastAct);
  return last && compareStamps(last, here) >= 0 ? after(last, desktop) : here;
}

/**
 * What a person did here is for the other desktops too, where they see the same alert: they watch the same source. It
 * goes into the team's log (rota.md).
 */
export function tellTeam(draft: Draft, id: IncidentId, command: Command, stamp: Stamp): void {
  const incident = draft.incident(id);
  if (!incident) return;
  const body: HeardAct['body'] = {
    kind: 'incidentActed',
    source: incident.source,
    dedupKey: incident.dedupKey,
    startsAt: incident.alert.startsAt,
    act: command.act,
    until: command.act === 'snooze' ? command.until : null,
    text: command.act === 'note' ? command.text : '',
    ...('to' in command && { to: command.to }),
  };
  draft.told.push(body);
  if (command.act === 'note') return;
  const act: HeardAct = { id: printStamp(stamp), stamp, by: draft.state.me, body };
  keep(draft, act, false, true);
}

/**
 * What somebody did: at another desktop, then it holds for our incident of the same alert, or for the one that comes;
 * or at this one, then it only tells what is older. Acts come late, twice and in any order (rota.md), and again at
 * every start: only what is later than all that was taken is news.
 */
export function hearAct(draft: Draft, act: HeardAct): void {
  const { source, dedupKey } = act.body;
  const isOurs = act.stamp.desktop === draft.state.desktop;
  const open = draft.openIncident(source, dedupKey);
  const incident = open && isMeant(open, act) ? open : null;
  if (act.body.act === 'note') {
    if (incident && !isOurs && !incident.heardNotes?.includes(act.id)) takeNote(draft, incident, act);
    return;
  }
  const known = draft.heardOf(source, dedupKey);
  const isLate = known !== undefined && isOutdone(act, known);
  // Somebody has it already: not even the latest that was done.
  if (incident && !isOurs && act.body.act === 'acknowledge' && !isLate) {
    const isOlder = incident.lastAct !== undefined && act.id < incident.lastAct;
    if (!isOlder && isAnswered(incident, { kind: 'person', id: act.by })) return;
  }
  if (!isLate || (!incident && !isOurs)) keep(draft, act, isLate, isOurs || incident !== null);
  if (!incident || isOurs) return;
  if (!asksForHelp(act) && !isLate && (incident.lastAct === undefined || act.id > incident.lastAct))
    takeHeard(draft, incident, act);
  else takeLate(draft, incident, act, known?.act ?? null);
}

/** So many acts wait for one alert, the latest ones. */
const MOST_WAITING = 50;

function keep(draft: Draft, act: HeardAct, isLate: boolean, settled: boolean): void {
  const { source, dedupKey, startsAt } = act.body;
  const known = draft.heardOf(source, dedupKey);
  const before = known?.act.body.startsAt === startsAt ? (known.waiting ?? []) : [];
  const waiting = settled
    ? []
    : [...before.filter(({ id }) => id !== act.id), act]
        .sort((a, b) => compareStamps(a.stamp, b.stamp))
        .slice(-MOST_WAITING);
  const isLatest = !known || (!isLate && !(asksForHelp(act) && known.act.body.startsAt === startsAt));
  draft.heard.set(alertKey(source, dedupKey), { act: isLatest ? act : known.act, settled, waiting });
}

/** Asks one more person: it is no answer, and takes no other one back. */
export function asksForHelp({ body }: HeardAct): boolean {
  return body.act === 'addResponder';
}

/**
 * Something that was done before what is known already: whom it asked is asked all the same, and of two who
 * acknowledged it without knowing of each other the first one has it.
 */
function takeLate(draft: Draft, incident: Incident, act: HeardAct, known: HeardAct | null): void {
  const command = commandOf(act);
  const { plan } = incident;
  const { ms } = act.stamp;
  // It came open again since.
  if (plan && plan.from > incident.openedAt && ms < plan.from) return;
  if (command) takeLateMove(draft, incident, act, command);
  if (act.body.act !== 'acknowledge' && act.body.act !== 'take') return;
  const isHeld = incident.status === 'acknowledged' && incident.snoozedUntil === null;
  const isBefore = known?.body.act === 'acknowledge' && known.stamp.ms === incident.answeredAt;
  if (!isHeld || !isBefore || ms >= known.stamp.ms) return;
  if (plan?.moves.some(({ kind, at }) => kind !== 'addResponder' && at >= ms)) return;
  const asked = new Set([...mustAnswer(draft, incident, ms), ...helpersSince(incident, ms)]);
  draft.record({
    kind: 'acknowledged',
    at: draft.at,
    by: { kind: 'person', id: act.by },
    incident: incident.id,
    hereOnly: incident.hereOnly,
    ...(incident.elsewhere && { elsewhere: true }),
    ...(incident.lastAct !== undefined && { act: incident.lastAct }),
    on: ms,
    waits: (incident.waits ?? []).filter((person) => person !== act.by && asked.has(person)),
  });
  draft.heard.set(alertKey(incident.source, incident.dedupKey), { act, settled: true });
}

function takeLateMove(draft: Draft, incident: Incident, act: HeardAct, command: Command): void {
  const at = act.stamp.ms;
  const to = 'to' in command ? command.to : null;
  const isTaken = incident.plan?.moves.some(
    (move) =>
      move.kind === command.act &&
      move.at === at &&
      move.by === act.by &&
      ('to' in move ? move.to : null) === to,
  );
  if (isTaken) return;
  const by: Actor = { kind: 'person', id: act.by };
  if (command.act === 'addResponder') {
    // Whoever stopped being one of the team meanwhile cannot be asked.
    const cause = causeOf(draft, command);
    if (obey(draft, incident, command, by, act.stamp) === null && cause) draft.causes.set(incident.id, cause);
    return;
  }
  const move = { kind: command.act, at, by: act.by, ...(to !== null && { to }) } as Move;
  draft.record({ kind: 'moved', at: draft.at, by, incident: incident.id, move, late: true });
}

/**
 * Since when the steps of a new alert count: another desktop may have seen it before. Where this one is the first that
 * is known, the others are told. null: since it opened here, and for this desktop only.
 */
export function openedFrom(draft: Draft, alert: Alert): Instant | null {
  const { source, dedupKey, startsAt } = alert;
  if (!polledConfig(draft, source) || draft.rota.people.length < 2) return null;
  const key = alertKey(source, dedupKey);
  const known = draft.seenFirst.get(key) ?? draft.state.seenFirst.get(key);
  if (known && known.startsAt === startsAt && startsAt !== null && !isOver(draft, key, known))
    return Math.min(known.at, draft.at);
  draft.seenFirst.set(key, { startsAt, at: draft.at });
  if (alert.severity !== 'none')
    draft.told.push({ kind: 'incidentOpened', source, dedupKey, startsAt, at: draft.at });
  return null;
}

/** Somebody resolved it by hand since: when it rings again, that is anew. */
function isOver(draft: Draft, key: string, { startsAt, at }: SeenFirst): boolean {
  const act = (draft.heard.get(key) ?? draft.state.heard.get(key))?.act;
  return act?.body.act === 'resolve' && act.body.startsAt === startsAt && act.stamp.ms >= at;
}

/** Another desktop saw an alert: of all that saw it the first says since when its steps count. */
export function hearOpening(draft: Draft, { stamp, body }: HeardOpening): void {
  const { source, dedupKey, startsAt, at } = body;
  const key = alertKey(source, dedupKey);
  const known = draft.seenFirst.get(key) ?? draft.state.seenFirst.get(key);
  const isSame = known?.startsAt === startsAt;
  if (known && isSame && known.at <= at && !isOver(draft, key, known)) return;
  // Of one that began before the one that is known now.
  if (known && !isSame && (known.startsAt ?? 0) > (startsAt ?? 0)) return;
  draft.seenFirst.set(key, { startsAt, at });
  const incident = draft.openIncident(source, dedupKey);
  if (!incident || startsAt === null || incident.alert.startsAt !== startsAt) return;
  if (stamp.desktop === draft.state.desktop) return;
  const from = incident.plan?.from ?? incident.openedAt;
  // One that began anew since then (an acknowledgement was taken back) counts from there.
  if (at < from && from <= incident.openedAt)
    draft.record({ kind: 'openedBefore', at: draft.at, by: WATCHBILL, incident: incident.id, from: at });
}

const CAUSES: Partial<Record<Command['act'], PageReason>> = {
  unacknowledge: 'unacknowledged',
  handOver: 'handed-over',
  addResponder: 'asked-to-help',
};

/** Why an incident rings here after what somebody did to it; null where it says nothing to whoever sits here. */
export function causeOf(draft: Draft, command: Command): PageReason | null {
  if ('to' in command && command.to !== draft.state.me) return null;
  return CAUSES[command.act] ?? null;
}

/** An alert that opened here just now: whatever was done to it elsewhere before holds here as well. */
export function recallHeard(draft: Draft, id: IncidentId): void {
  const incident = draft.incident(id);
  if (!incident) return;
  const { source, dedupKey } = incident;
  const heard = draft.heardOf(source, dedupKey);
  if (!heard || heard.settled) return;
  draft.heard.set(alertKey(source, dedupKey), { ...heard, settled: true, waiting: [] });
  for (const act of heard.waiting ?? [heard.act]) {
    const now = draft.incident(id);
    if (now && now.status !== 'resolved' && isMeant(now, act)) takeHeard(draft, now, act);
  }
}

/** Whether what is known of the same happening is later, or is this act and taken. */
function isOutdone({ stamp, body }: HeardAct, { act: known, settled }: Heard): boolean {
  if (known.body.act === 'addResponder') return false;
  const order = compareStamps(stamp, known.stamp);
  return body.startsAt === known.body.startsAt && (order < 0 || (order === 0 && settled));
}

/** Whether an act is about this very happening of the alert, not about one before it. */
function isMeant(incident: Incident, { body, stamp }: HeardAct): boolean {
  if (body.startsAt !== null && incident.alert.startsAt !== null)
    return body.startsAt === incident.alert.startsAt;
  return incident.openedAt <= stamp.ms + CLOCKS_APART;
}

function takeNote(draft: Draft, incident: Incident, act: HeardAct): void {
  const { text } = act.body;
  obey(draft, incident, { act: 'note', text }, { kind: 'person', id: act.by }, act.stamp);
}

/** null where it names nobody: nothing can be done with it. */
function commandOf({ body }: HeardAct): Command | null {
  if (body.act === 'escalate') return { act: 'escalate' };
  if ((body.act !== 'handOver' && body.act !== 'addResponder') || body.to === undefined) return null;
  return { act: body.act, to: body.to };
}

function takeHeard(draft: Draft, before: Incident, act: HeardAct): void {
  // What was over when they did it is over first.
  reopen(draft, before, Math.min(draft.at, act.stamp.ms));
  const incident = draft.incident(before.id) ?? before;
  const by: Actor = { kind: 'person', id: act.by };
  const { at } = draft;
  const { id } = incident;
  const { until } = act.body;
  switch (act.body.act) {
    case 'acknowledge':
      if (incident.status !== 'open' && incident.snoozedUntil === null) {
        if (incident.waits?.includes(act.by))
          draft.record({ kind: 'answered', at, by, incident: id, act: act.id });
        return;
      }
      acknowledge(draft, incident, by, true, act.stamp.ms, { elsewhere: true, act: act.id });
      return;
    case 'take':
      acknowledge(draft, incident, by, true, act.stamp.ms, { elsewhere: true, act: act.id });
      return;
    case 'escalate':
    case 'handOver':
    case 'addResponder': {
      const command = commandOf(act);
      if (!command || obey(draft, incident, command, by, act.stamp) !== null) return;
      const cause = causeOf(draft, command);
      if (cause) draft.causes.set(id, cause);
      return;
    }
    case 'snooze':
      if (until === null) return;
      // Where it is over by now it lapses at once: the steps count from its end, as they do where it was known.
      draft.record({ kind: 'snoozed', at, by, incident: id, until, elsewhere: true, act: act.id });
      return;
    case 'unacknowledge':
      // Refused only where it is so already.
      if (obey(draft, incident, { act: 'unacknowledge' }, by, act.stamp) === null)
        draft.causes.set(id, 'unacknowledged');
      return;
    case 'resolve':
      // Longer ago, the alert has outlived it: at the desktop where it was resolved it rings again by now.
      if (at - act.stamp.ms < REST_AFTER_RESOLVE) obey(draft, incident, { act: 'resolve' }, by, act.stamp);
      return;
    case 'note':
  }
}
