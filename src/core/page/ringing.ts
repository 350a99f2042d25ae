import { severityRank } from '../alert/severity';
import type { Incident } from '../incident/incident';

/** Whether an incident asks for an answer now: the pop-up shows it, the sound repeats. */
export function isRinging(incident: Incident): boolean {
  return incident.status === 'open' && incident.suppression === null && incident.severity !== 'none';
}

/** Critical first, then the one that waits longest. */
export function byUrgency(a: Incident, b: Incident): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) || a.openedAt - b.openedAt || a.number - b.number
  );
}
