import type { IncidentRow } from '../../contract/views/queue';
import type { Suppression } from '../../core/alert/alert';
import type { Incident } from '../../core/incident/incident';
import { isRinging } from '../../core/page/ringing';
import type { Names } from './names';
import { readableText } from './outside-text';

/**
 * One row of the queue. Titles and names are plain text from outside, to be isolated by whoever shows them.
 * @param members how many incidents that are not over are part of this one
 */
export function rowOf(incident: Incident, names: Names, members = 0): IncidentRow {
  return {
    id: incident.id,
    number: incident.number,
    title: readableText(incident.title),
    severity: incident.severity,
    status: incident.status,
    suppression: suppressionOf(incident.suppression),
    held: incident.held
      ? { how: incident.held.how, detail: readableText(incident.held.detail), until: incident.held.until }
      : null,
    lead: incident.lead ?? null,
    members,
    snoozedUntil: incident.snoozedUntil,
    service: { id: incident.service, name: names.serviceName(incident.service) },
    source: names.sourceTitle(incident.source),
    count: incident.count,
    openedAt: incident.openedAt,
    lastSeenAt: incident.lastSeenAt,
    acknowledgedAt: incident.acknowledgedAt,
    acknowledgedBy: incident.acknowledgedBy && names.actor(incident.acknowledgedBy),
    resolvedAt: incident.resolvedAt,
    responder: incident.responder === null ? null : names.person(incident.responder),
    ringing: isRinging(incident),
    writeBack: incident.writeBack?.state ?? null,
  };
}

/** A copy for the contract, which knows no read-only lists. */
export function suppressionOf(suppression: Suppression | null): IncidentRow['suppression'] {
  return suppression && { how: suppression.how, by: [...suppression.by] };
}
