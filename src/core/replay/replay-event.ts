import type { Alert, Suppression } from '../alert/alert';
import type { IncidentFact } from '../incident/fact';
import type { Actor } from '../incident/incident';
import { type IncidentId, WATCHBILL_SOURCE } from '../kernel/ids';
import type { Command } from '../step/input';
import type { Instant } from '../time/instant';

/** What really happened from outside, to be decided on anew. `incident` is what it was called then. */
export type ReplayEvent = { readonly at: Instant; readonly incident: IncidentId } & (
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'command'; readonly command: Command; readonly by: Actor }
);

/**
 * The facts of incidents as what came from outside: alerts, and what people did, when they did it. What followed by the
 * rules of then (pages, what was held back, what time brought) is left out: it follows anew. Watchbill's own incidents
 * are left out, for they are about one desktop.
 * @param facts of any incidents, oldest first; those of one incident begin with `opened`
 */
export function replayEvents(facts: readonly IncidentFact[]): ReplayEvent[] {
  const alerts = new Map<IncidentId, Alert>();
  const events: ReplayEvent[] = [];
  for (const fact of facts) {
    const { at, incident, by } = fact;
    const alert = fact.kind === 'opened' || fact.kind === 'seen' ? fact.alert : alerts.get(incident);
    if (!alert || alert.source === WATCHBILL_SOURCE) continue;
    const sighted = (next: Alert) => {
      // When it ended is known: a sender's own end counts no more.
      const sight = { ...next, expiresAt: null };
      alerts.set(incident, sight);
      events.push({ kind: 'alert', at, incident, alert: sight });
    };
    const commanded = (command: Command) => events.push({ kind: 'command', at, incident, command, by });
    switch (fact.kind) {
      case 'opened':
        sighted(alert);
        break;
      case 'seen': {
        const before = alerts.get(incident);
        // One more sighting of the same changes nothing that is decided on.
        if (before?.severity !== alert.severity)
          sighted({ ...alert, suppression: before?.suppression ?? null });
        break;
      }
      case 'suppressed':
        sighted({ ...alert, suppression: fact.suppression satisfies Suppression });
        break;
      case 'unsuppressed':
        sighted({ ...alert, suppression: null });
        break;
      case 'acknowledged':
        commanded({ act: 'acknowledge', hereOnly: true });
        break;
      case 'snoozed':
        if (fact.until > at) commanded({ act: 'snooze', until: fact.until });
        break;
      case 'unacknowledged':
        if (by.kind === 'person') commanded({ act: 'unacknowledge' });
        break;
      case 'moved':
        commanded(
          fact.move.kind === 'escalate' ? { act: 'escalate' } : { act: fact.move.kind, to: fact.move.to },
        );
        break;
      case 'resolved':
        if (by.kind === 'person') commanded({ act: 'resolve' });
        else events.push({ kind: 'alert', at, incident, alert: { ...alert, event: 'resolved' } });
        break;
      default:
        break;
    }
  }
  return events;
}
