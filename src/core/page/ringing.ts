import { severityRank } from '../alert/severity';
import type { Incident } from '../incident/incident';

/** Whether an incident wants an answer, from whomever the rota says. */
export function isUnanswered(incident: Incident): boolean {
  return (
    incident.status === 'open' &&
    incident.suppression === null &&
    !incident.held &&
    incident.severity !== 'none'
  );
}

/** Whether whoever was paged here must answer although somebody acknowledged it. */
export function waitsForUs(incident: Incident): boolean {
  return (
    incident.status === 'acknowledged' &&
    incident.responder !== null &&
    incident.waits?.includes(incident.responder) === true
  );
}

/** Whether it asks whoever sits here, who was paged about it: the pop-up shows it, the sound repeats. */
export function isRinging(incident: Incident): boolean {
  return incident.lastPagedAt !== null && (isUnanswered(incident) || waitsForUs(incident));
}

/** Critical first, then the one that waits longest. */
export function byUrgency(a: Incident, b: Incident): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) || a.openedAt - b.openedAt || a.number - b.number
  );
}
