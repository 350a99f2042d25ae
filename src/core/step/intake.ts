import type { Alert, Suppression } from '../alert/alert';
import { serviceOfHeartbeat } from '../heartbeat/heartbeat-alert';
import type { Actor, Incident } from '../incident/incident';
import { type IncidentId, WATCHBILL_SERVICE, WATCHBILL_SOURCE } from '../kernel/ids';
import { serviceOf } from '../routing/match';
import type { Draft } from './draft';
import { groupOf } from './group';
import { asksForHelp, openedFrom, recallHeard } from './other-desktops';
import { alertKey } from './state';
import { whoIsPaged } from './who-is-paged';

/**
 * One alert that was sent to us (reliability P4, D3): firing opens an incident or is one more sighting of it;
 * resolved and acknowledged without an open incident create nothing.
 */
export function takeSent(draft: Draft, alert: Alert): void {
  const incident = draft.openIncident(alert.source, alert.dedupKey);
  const by: Actor = { kind: 'source', id: alert.source };
  switch (alert.event) {
    case 'firing':
      if (incident) see(draft, incident, alert, 1);
      else openIncident(draft, alert);
      return;
    case 'resolved':
      if (incident)
        draft.record({
          kind: 'resolved',
          at: draft.at,
          by,
          incident: incident.id,
          because: 'The sender said that it is over.',
        });
      return;
    case 'acknowledged':
      if (incident?.status === 'open')
        draft.record({ kind: 'acknowledged', at: draft.at, by, incident: incident.id, hereOnly: false });
      return;
  }
}

/** Opens the incident of an alert: routed to its service, grouped, and to whoever is on call. */
export function openIncident(draft: Draft, alert: Alert): void {
  const { source, dedupKey, severity } = alert;
  const service =
    source === WATCHBILL_SOURCE
      ? (serviceOfHeartbeat(draft.team.heartbeats, dedupKey) ?? WATCHBILL_SERVICE)
      : serviceOf(draft.team.services, alert.labels).id;
  const of = draft.team.services.find(({ id }) => id === service) ?? null;
  const from = openedFrom(draft, alert);
  const { first } = whoIsPaged(draft, {
    source,
    dedupKey,
    service,
    severity,
    alert,
    openedAt: draft.at,
    ...(from !== null && { plan: { from, moves: [] } }),
  });
  const known = draft.heardOf(source, dedupKey);
  const number = draft.nextNumber++;
  const id = `${draft.state.desktop}-${number}` as IncidentId;
  if (of?.flapping) draft.arrived.push(alertKey(source, dedupKey));
  draft.record({
    kind: 'opened',
    at: draft.at,
    by: { kind: 'source', id: source },
    incident: id,
    number,
    alert: { ...alert, suppression: withoutOwn(alert.suppression, draft) },
    service,
    responder: first.person,
    why: first.why,
    ...(known && !asksForHelp(known.act) && { act: known.act.id }),
    ...groupOf(draft, of, alert),
    ...(from !== null && { from }),
  });
  recallHeard(draft, id);
}

/** One more sighting of an alert whose incident is not over. */
export function see(draft: Draft, incident: Incident, alert: Alert, times: number): void {
  const by: Actor = { kind: 'source', id: alert.source };
  const { id } = incident;
  if (incident.missing) draft.record({ kind: 'foundAgain', at: draft.at, by, incident: id });
  if (times > 0 || isNews(incident.alert, alert))
    draft.record({ kind: 'seen', at: draft.at, by, incident: id, alert, times });
  const suppression = withoutOwn(alert.suppression, draft);
  if (suppression && !sameSuppression(suppression, incident.suppression)) {
    draft.record({ kind: 'suppressed', at: draft.at, by, incident: id, suppression });
  } else if (!suppression && incident.suppression) {
    draft.record({ kind: 'unsuppressed', at: draft.at, by, incident: id });
  }
}

/** Whether a read of a polled source tells something that the story should hold. */
function isNews(before: Alert, now: Alert): boolean {
  return before.startsAt !== now.startsAt || before.severity !== now.severity || before.title !== now.title;
}

/**
 * A silence that an acknowledgement of ours wrote does not make an alert "silenced at its source": not this alert, nor
 * the next one of the same labels, which nobody has seen yet.
 */
function withoutOwn(suppression: Suppression | null, draft: Draft): Suppression | null {
  if (suppression?.how !== 'silenced') return suppression;
  const own = draft.ownSilences();
  const by = suppression.by.filter((id) => !own.has(id));
  return by.length === 0 ? null : { ...suppression, by };
}

function sameSuppression(a: Suppression, b: Suppression | null): boolean {
  return b !== null && a.how === b.how && a.by.join('\n') === b.by.join('\n');
}
