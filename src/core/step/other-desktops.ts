import type { Actor, Incident } from '../incident/incident';
import type { IncidentId } from '../kernel/ids';
import type { HeardAct } from '../team-log/act';
import { DAY, type Duration, MINUTE } from '../time/duration';
import { obey } from './command';
import type { Draft } from './draft';
import type { Command } from './input';
import { polledConfig } from './polled-config';
import { alertKey } from './state';

/** Clocks of desktops may differ by so much; an alert without a start of its own is told apart by its time only. */
const CLOCKS_APART: Duration = 5 * MINUTE;

/**
 * What a person did here is for the other desktops too, where they see the same alert: they watch the same source. It
 * goes into the team's log (rota.md).
 */
export function tellTeam(draft: Draft, id: IncidentId, command: Command, by: Actor): void {
  const incident = draft.incident(id) ?? draft.state.incidents.get(id);
  if (by.kind !== 'person' || !incident || !polledConfig(draft, incident.source)) return;
  draft.told.push({
    kind: 'incidentActed',
    source: incident.source,
    dedupKey: incident.dedupKey,
    startsAt: incident.alert.startsAt,
    act: command.act,
    until: command.act === 'snooze' ? command.until : null,
    text: command.act === 'note' ? command.text : '',
  });
}

/** What somebody did at another desktop: to our incident of the same alert, or kept for when it comes. */
export function hearAct(draft: Draft, act: HeardAct): void {
  const { source, dedupKey } = act.body;
  const key = alertKey(source, dedupKey);
  const incident = draft.openIncident(source, dedupKey);
  if (incident && isMeant(incident, act)) applyHeard(draft, incident, act);
  else if (act.body.act !== 'note' && draft.at - act.stamp.ms < DAY) draft.heard.set(key, act);
}

/** An alert that opened here just now: whatever was done to it elsewhere before holds here as well. */
export function recallHeard(draft: Draft, id: IncidentId): void {
  const incident = draft.incident(id);
  if (!incident) return;
  const key = alertKey(incident.source, incident.dedupKey);
  const act = draft.heard.get(key) ?? draft.state.heard.get(key);
  if (act && act.body.act !== 'unacknowledge' && isMeant(incident, act)) applyHeard(draft, incident, act);
}

/** Whether an act is about this very happening of the alert, not about one before it. */
function isMeant(incident: Incident, { body, stamp }: HeardAct): boolean {
  if (body.startsAt !== null && incident.alert.startsAt !== null)
    return body.startsAt === incident.alert.startsAt;
  return incident.openedAt <= stamp.ms + CLOCKS_APART;
}

function applyHeard(draft: Draft, incident: Incident, act: HeardAct): void {
  const by: Actor = { kind: 'person', id: act.by };
  const { body } = act;
  if (body.act === 'acknowledge') {
    if (incident.status !== 'open' && incident.snoozedUntil === null) return;
    draft.record({
      kind: 'acknowledged',
      at: draft.at,
      by,
      incident: incident.id,
      hereOnly: true,
      elsewhere: true,
    });
    return;
  }
  if (body.act === 'snooze') {
    if (body.until === null || body.until <= draft.at) return;
    draft.record({
      kind: 'snoozed',
      at: draft.at,
      by,
      incident: incident.id,
      until: body.until,
      elsewhere: true,
    });
    return;
  }
  // Refused only where it is so already.
  obey(draft, incident, commandOf(body.act, body.text), by);
  if (body.act === 'unacknowledge') draft.causes.set(incident.id, 'unacknowledged');
}

function commandOf(act: 'unacknowledge' | 'resolve' | 'note', text: string): Command {
  return act === 'note' ? { act, text } : { act };
}
