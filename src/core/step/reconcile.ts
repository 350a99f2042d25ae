import type { Alert } from '../alert/alert';
import type { Actor, Incident } from '../incident/incident';
import type { AlertmanagerConfig } from '../source/source-config';
import { printDuration } from '../time/duration';
import type { Draft } from './draft';
import { openIncident, see } from './intake';
import { alertKey } from './state';

/** Two full reads in a row at the least before a vanished alert is over (reliability C12). */
const READS_TO_RESOLVE = 2;

/**
 * A whole list of firing alerts against the incidents of its source: new ones open, known ones are seen, vanished
 * ones are over only after a grace (reliability C12, C13).
 * @param anew the source was not heard for a while, or was restarted: the grace begins again
 */
export function reconcile(
  draft: Draft,
  config: AlertmanagerConfig,
  alerts: readonly Alert[],
  anew: boolean,
): void {
  const listed = new Set<string>();
  for (const alert of alerts) {
    if (listed.has(alert.dedupKey)) continue;
    listed.add(alert.dedupKey);
    const incident = draft.openIncident(alert.source, alert.dedupKey);
    if (incident) {
      see(draft, incident, alert, alert.startsAt !== incident.alert.startsAt ? 1 : 0);
      checkSilence(draft, incident, alert);
    } else if (!isRested(draft, alert)) openIncident(draft, alert);
  }
  for (const incident of draft.state.incidents.values()) {
    if (incident.source === config.id && incident.status !== 'resolved' && !listed.has(incident.dedupKey))
      miss(draft, incident, config, anew);
  }
}

function miss(draft: Draft, incident: Incident, config: AlertmanagerConfig, anew: boolean): void {
  const by: Actor = { kind: 'source', id: config.id };
  const missing = anew ? null : incident.missing;
  const reads = (missing?.reads ?? 0) + 1;
  draft.record({ kind: 'missed', at: draft.at, by, incident: incident.id, reads });
  const absent = draft.at - (missing?.since ?? draft.at);
  if (reads < READS_TO_RESOLVE || absent < config.resolveAfter) return;
  const because = `Gone from ${config.id}: not in its last ${reads} answers, for ${printDuration(absent)}.`;
  draft.record({ kind: 'resolved', at: draft.at, by, incident: incident.id, because });
}

/** Somebody took away the silence of our acknowledgement while the alert still fires: it is to be written again. */
function checkSilence(draft: Draft, before: Incident, alert: Alert): void {
  const { writeBack } = before;
  if (before.status !== 'acknowledged' || writeBack?.state !== 'confirmed') return;
  // Inhibited or muted alerts do not tell who silenced them; one that others silence as well does.
  const { suppression } = alert;
  if (suppression && (suppression.how !== 'silenced' || suppression.by.includes(writeBack.silenceId))) return;
  if (draft.at - writeBack.at < SILENCE_SETTLES) return;
  draft.record({
    kind: 'writeBack',
    at: draft.at,
    by: { kind: 'source', id: alert.source },
    incident: before.id,
    writeBack: {
      state: 'removed',
      silenceId: writeBack.silenceId,
      endsAt: null,
      at: draft.at,
      detail: 'the silence is not there any more',
    },
  });
}

/** A read that began before the silence was written may not know of it yet. */
const SILENCE_SETTLES = 30_000;

function isRested(draft: Draft, alert: Alert): boolean {
  const rest = draft.state.rested.get(alertKey(alert.source, alert.dedupKey));
  return rest !== undefined && rest.startsAt === alert.startsAt && draft.at < rest.until;
}
