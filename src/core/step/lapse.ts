import { type Incident, WATCHBILL } from '../incident/incident';
import { type Duration, MINUTE, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import { onGrid, onSecond } from './grid';
import { policyOf } from './who-is-paged';

/** After a start or a sleep senders get so long to be heard before an end that they gave earlier counts. */
const HEAR_SENDERS: Duration = 5 * MINUTE;

/** When the end that a sender gave counts, if it is not heard again. */
export function expiryOf(incident: Incident, listeningSince: Instant): Instant | null {
  if (incident.expiresAt === null || incident.status === 'resolved') return null;
  if (incident.lastSeenAt >= listeningSince) return onGrid(incident.expiresAt);
  return onGrid(Math.max(incident.expiresAt, listeningSince + HEAR_SENDERS));
}

/** When an acknowledged incident is open again because it is not over; null for never (`acknowledgeTimeout`). */
export function acknowledgeEndsAt(draft: Draft, incident: Incident): Instant | null {
  if (incident.status !== 'acknowledged' || incident.snoozedUntil !== null) return null;
  const timeout = policyOf(draft, incident.service)?.acknowledgeTimeout ?? null;
  const since = incident.answeredAt ?? incident.acknowledgedAt;
  return timeout === null || since === null ? null : onSecond(since + timeout);
}

/** It pages from the first step on, and whoever had acknowledged it; what a group's page speaks for waits for that one. */
function againUnanswered(draft: Draft, incident: Incident, from: Instant): void {
  const { acknowledgedBy, id } = incident;
  const who = acknowledgedBy?.kind === 'person' ? acknowledgedBy.id : null;
  draft.causes.set(id, 'acknowledge-timed-out');
  draft.record({
    kind: 'unacknowledged',
    at: draft.at,
    by: WATCHBILL,
    incident: id,
    because: `It was acknowledged ${printDuration(draft.at - (incident.answeredAt ?? from))} ago and is not over.`,
    from,
    ...(who !== null && { again: who }),
  });
}

/** A snooze or an acknowledgement that was over by `upTo` is: the incident is open again since then. */
export function reopen(draft: Draft, incident: Incident, upTo: Instant): void {
  const { id, snoozedUntil, status } = incident;
  if (snoozedUntil !== null && status === 'acknowledged' && upTo >= snoozedUntil) {
    draft.causes.set(id, 'snooze-over');
    draft.record({
      kind: 'unacknowledged',
      at: draft.at,
      by: WATCHBILL,
      incident: id,
      because: 'The snooze is over.',
      from: snoozedUntil,
    });
  }
  const ends = acknowledgeEndsAt(draft, incident);
  if (ends !== null && upTo >= ends) againUnanswered(draft, incident, ends);
}

/** What time alone brings: snoozes end, alerts that are not sent again are over. */
export function lapse(draft: Draft): void {
  const { at } = draft;
  for (const { id } of draft.state.incidents.values()) {
    const incident = draft.incident(id);
    if (!incident) continue;
    reopen(draft, incident, at);
    const expiry = expiryOf(incident, draft.listeningSince);
    if (expiry !== null && at >= expiry) {
      const because = 'Its sender did not send it again before the end it gave.';
      draft.record({
        kind: 'resolved',
        at,
        by: { kind: 'source', id: incident.source },
        incident: id,
        because,
      });
    }
  }
}
