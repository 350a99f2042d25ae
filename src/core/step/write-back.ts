import { WATCHBILL, type Incident, type WriteBack } from '../incident/incident';
import type { IncidentId } from '../kernel/ids';
import type { AlertmanagerConfig } from '../source/source-config';
import { MINUTE, type Duration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import { polledConfig } from './reconcile';

/*
 *                      wanted            read back
 *   (none, removed) ------------> writing ---------> confirmed --a third left--> writing (renewal)
 *        ^                          | not taken           |
 *        |                          v                     | resolved, un-acknowledged
 *        |                       refused: rings again     v
 *        +------------------------------read back------ removing
 */

/** After a refusal or a lost removal we try again so long after. */
const RETRY: Duration = MINUTE;

/** Orders what the acknowledgement of an incident asks of its source, if the team wants it written there. */
export function orderSilence(draft: Draft, incident: Incident, justAcknowledged: boolean): void {
  const config = polledConfig(draft, incident.source);
  const written = incident.writeBack;
  if (!config) return;
  const wanted =
    config.acknowledge === 'silence' && incident.status === 'acknowledged' && incident.missing === null;
  if (wanted) {
    const fresh = written === null || written.state === 'removed' || written.state === 'removing';
    const again = written?.state === 'refused' && justAcknowledged;
    if (fresh || again) writeSilence(draft, incident, config, '');
    return;
  }
  const over = incident.status !== 'acknowledged';
  if (
    over &&
    (written?.state === 'confirmed' || (written?.state === 'writing' && written.silenceId !== ''))
  ) {
    removeSilence(draft, incident, written.silenceId);
  }
}

/** When the silence of an incident wants to be looked after again; null for never. */
export function silenceDueAt(incident: Incident, config: AlertmanagerConfig | null): Instant | null {
  const written = incident.writeBack;
  if (!written || !config) return null;
  if (written.state === 'removing') return written.at + RETRY;
  if (written.state === 'writing') return written.at + 2 * RETRY;
  if (written.state !== 'confirmed' || written.endsAt === null || incident.status !== 'acknowledged')
    return null;
  const renewAt = written.endsAt - config.silenceFor / 3;
  return written.detail === ''
    ? renewAt
    : Math.max(renewAt, written.at + Math.min(RETRY, config.silenceFor / 10));
}

/** Renews silences that are about to end, and repeats what got no answer (a crash in between). */
export function tendSilences(draft: Draft, restarted: boolean): void {
  for (const { id } of draft.state.incidents.values()) {
    const incident = draft.incident(id);
    const config = incident && polledConfig(draft, incident.source);
    if (!incident || !config) {
      if (incident?.writeBack?.state === 'removing') settle(draft, id, incident.writeBack);
      continue;
    }
    const due = silenceDueAt(incident, config);
    const pending = incident.writeBack?.state === 'writing' || incident.writeBack?.state === 'removing';
    if (!incident.writeBack || (!(pending && restarted) && (due === null || draft.at < due))) continue;
    if (incident.writeBack.state === 'removing') {
      if ((incident.writeBack.endsAt ?? 0) < draft.at) settle(draft, id, incident.writeBack);
      else removeSilence(draft, incident, incident.writeBack.silenceId);
    } else if (incident.status === 'acknowledged' && incident.missing === null) {
      writeSilence(draft, incident, config, incident.writeBack.silenceId);
    } else if (incident.status === 'resolved') settle(draft, id, incident.writeBack);
  }
}

/** A silence was written and read back. */
export function silenceWritten(draft: Draft, id: IncidentId, silenceId: string, endsAt: Instant): void {
  const incident = draft.incident(id);
  if (!incident) return;
  record(draft, id, { state: 'confirmed', silenceId, endsAt, at: draft.at, detail: '' });
  if (incident.status !== 'acknowledged') removeSilence(draft, incident, silenceId);
}

/** The source did not take it: the person is told by the page ringing again, unless they said "here only". */
export function silenceRefused(draft: Draft, id: IncidentId, silenceId: string, error: string): void {
  const incident = draft.incident(id);
  if (!incident?.writeBack) return;
  const { at } = draft;
  const held = incident.writeBack;
  if (held.state === 'removing') {
    record(draft, id, { ...held, at, detail: error });
    return;
  }
  if (held.endsAt !== null && held.endsAt > at && held.silenceId !== '') {
    record(draft, id, { ...held, state: 'confirmed', at, detail: `not renewed yet: ${error}` });
    return;
  }
  record(draft, id, { state: 'refused', silenceId, endsAt: null, at, detail: error });
  if (incident.status === 'resolved' && silenceId === '') return;
  if (silenceId !== '' && incident.status !== 'acknowledged') removeSilence(draft, incident, silenceId);
  if (incident.status !== 'acknowledged' || incident.hereOnly) return;
  draft.causes.set(id, 'write-back-refused');
  draft.record({
    kind: 'unacknowledged',
    at,
    by: WATCHBILL,
    incident: id,
    because: `${incident.source} did not take the acknowledgement: ${error}`,
  });
}

/** The silence is gone from the source. */
export function silenceRemoved(draft: Draft, id: IncidentId): void {
  const incident = draft.incident(id);
  if (incident?.writeBack) settle(draft, id, incident.writeBack);
}

function writeSilence(draft: Draft, incident: Incident, config: AlertmanagerConfig, silenceId: string): void {
  const endsAt = silenceId === '' ? null : (incident.writeBack?.endsAt ?? null);
  record(draft, incident.id, { state: 'writing', silenceId, endsAt, at: draft.at, detail: '' });
  draft.orders.push({
    order: 'silence',
    incident: incident.id,
    source: incident.source,
    silenceId,
    for: config.silenceFor,
  });
}

function removeSilence(draft: Draft, incident: Incident, silenceId: string): void {
  const endsAt = draft.incident(incident.id)?.writeBack?.endsAt ?? null;
  record(draft, incident.id, { state: 'removing', silenceId, endsAt, at: draft.at, detail: '' });
  draft.orders.push({ order: 'unsilence', incident: incident.id, source: incident.source, silenceId });
}

function settle(draft: Draft, id: IncidentId, held: WriteBack): void {
  record(draft, id, { ...held, state: 'removed', endsAt: null, at: draft.at, detail: '' });
}

function record(draft: Draft, incident: IncidentId, writeBack: WriteBack): void {
  draft.record({ kind: 'writeBack', at: draft.at, by: WATCHBILL, incident, writeBack });
}
