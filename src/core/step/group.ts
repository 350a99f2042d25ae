import type { Alert } from '../alert/alert';
import { severityRank } from '../alert/severity';
import { type Incident, WATCHBILL } from '../incident/incident';
import { type IncidentId, WATCHBILL_SOURCE } from '../kernel/ids';
import { groupKeyOf } from '../mute/group-key';
import type { Service } from '../people/service';
import type { Draft } from './draft';

/** What a new alert becomes part of: its group, and the incident that leads it; nothing where its service groups nothing. */
export function groupOf(
  draft: Draft,
  service: Service | null,
  alert: Alert,
): { readonly group?: string; readonly lead?: IncidentId } {
  if (!service?.group || alert.source === WATCHBILL_SOURCE) return {};
  const group = groupKeyOf(service, alert.labels);
  if (group === null) return {};
  const known = draft.groupOf(group);
  const lead = known && draft.incident(known.lead);
  if (!known || !lead || lead.status === 'resolved') return { group };
  const { window } = service.group;
  // What somebody answered speaks for what they have not seen only as long as the team's file says.
  if (lead.status === 'acknowledged' && (window === null || lead.snoozedUntil !== null)) return { group };
  return window !== null && draft.at - known.joinedAt >= window ? { group } : { group, lead: lead.id };
}

/** Where the incident that leads others is over while they are not, the one of them that is open for longest leads. */
export function regroup(draft: Draft): void {
  // What is regrouped is touched thereby, and is not over.
  for (const { id, status } of draft.touched.values()) {
    if (status !== 'resolved') continue;
    const [next, ...others] = draft.membersOf(id);
    if (!next) continue;
    const at = draft.at;
    draft.record({ kind: 'regrouped', at, by: WATCHBILL, incident: next.id, lead: null });
    for (const { id: other } of others)
      draft.record({ kind: 'regrouped', at, by: WATCHBILL, incident: other, lead: next.id });
  }
}

/**
 * Whether the page about the incident that leads is a page about this one, too: nothing else holds that one back, and
 * this one is no worse than it.
 */
export function isSpokenFor(incident: Incident, lead: Incident): boolean {
  if (lead.status === 'resolved' || lead.severity === 'none' || lead.suppression !== null) return false;
  if (lead.held && lead.held.how !== 'collecting' && lead.held.how !== 'holding') return false;
  return severityRank(incident.severity) >= severityRank(lead.severity);
}
