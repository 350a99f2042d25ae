import { type Incident, WATCHBILL, type WriteBack } from '../incident/incident';
import type { IncidentId } from '../kernel/ids';
import type { AlertmanagerConfig } from '../source/source-config';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import type { SilenceOrder } from './input';
import { polledConfig } from './polled-config';

/*
 *                      wanted            read back
 *   (none, removed) ------------> writing ---------> confirmed --a third left--> writing (renewal)
 *        ^                          | not taken           |
 *        |                          v                     | resolved, un-acknowledged
 *        |                       refused: rings again     v
 *        +------------------------------read back------ removing
 *
 * Orders of one incident are carried out one after the other, and each answer names its order and its silence: an
 * answer to an order that was overtaken since changes nothing.
 */

/** After a refusal or a lost removal we try again so long after. */
const RETRY: Duration = MINUTE;

/** Orders what the acknowledgement of an incident asks of its source, if the team wants it written there. */
export function orderSilence(draft: Draft, incident: Incident, justAcknowledged: boolean): void {
  const config = polledConfig(draft, incident.source);
  const written = incident.writeBack;
  if (!config) return;
  if (isWanted(incident, config)) {
    const fresh = written === null || written.state === 'removed' || written.state === 'removing';
    const again = written?.state === 'refused' && justAcknowledged;
    // The old id goes along: where that silence still runs it is renewed instead of a second one made.
    if (fresh || again) writeSilence(draft, incident, config, written?.silenceId ?? '');
    return;
  }
  if (incident.status === 'acknowledged') return;
  if (written?.state === 'confirmed' || (written?.state === 'writing' && written.silenceId !== '')) {
    removeSilence(draft, incident, written.silenceId);
  }
}

/** When the silence of an incident wants to be looked after again; null for never. */
export function silenceDueAt(incident: Incident, config: AlertmanagerConfig | null): Instant | null {
  const written = incident.writeBack;
  if (!written || !config) return null;
  const idle = incident.status === 'acknowledged' && !isWanted(incident, config);
  switch (written.state) {
    case 'removing':
      return written.at + RETRY;
    case 'writing':
      return idle ? null : written.at + 2 * RETRY;
    case 'confirmed': {
      if (idle || incident.status !== 'acknowledged' || written.endsAt === null) return null;
      // Never at once again, whatever end the source gave.
      const soonest = written.at + Math.min(RETRY, config.silenceFor / 10);
      return Math.max(written.endsAt - config.silenceFor / 3, soonest);
    }
    case 'refused':
    case 'removed':
      return null;
  }
}

/** Renews silences that are about to end, and repeats what got no answer (a crash in between). */
export function tendSilences(draft: Draft, restarted: boolean): void {
  for (const { id, writeBack: known } of draft.state.incidents.values()) {
    if (known === null) continue;
    const incident = draft.incident(id);
    const written = incident?.writeBack;
    if (!incident || !written) continue;
    const pending = written.state === 'writing' || written.state === 'removing';
    const config = polledConfig(draft, incident.source);
    if (!config) {
      // Nobody is left to ask.
      if (pending) settle(draft, id, written);
      continue;
    }
    const due = silenceDueAt(incident, config);
    if (!(pending && restarted) && (due === null || draft.at < due)) continue;
    if (written.state === 'removing') {
      if (written.endsAt === null || written.endsAt < draft.at) settle(draft, id, written);
      else removeSilence(draft, incident, written.silenceId);
    } else if (isWanted(incident, config)) writeSilence(draft, incident, config, written.silenceId);
    else if (incident.status === 'acknowledged') continue;
    else if (written.silenceId === '') settle(draft, id, written);
    else removeSilence(draft, incident, written.silenceId);
  }
}

/** A silence was written and read back. */
export function silenceWritten(draft: Draft, id: IncidentId, silenceId: string, endsAt: Instant): void {
  const incident = draft.incident(id);
  if (!incident) return;
  const { writeBack: held, suppression } = incident;
  if (held?.state === 'removing' && held.silenceId === silenceId) {
    // Its removal was ordered while it was being renewed, and comes next.
    record(draft, id, { ...held, endsAt });
    return;
  }
  // An order that was given twice, for want of an answer, made two: one is enough.
  if (held?.state === 'confirmed' && held.silenceId !== silenceId)
    draft.orders.push({
      order: 'unsilence',
      incident: id,
      source: incident.source,
      silenceId: held.silenceId,
    });
  record(draft, id, { state: 'confirmed', silenceId, endsAt, at: draft.at, detail: '' });
  // A read may have shown it before we knew that it is ours.
  if (suppression?.how === 'silenced' && suppression.by.includes(silenceId)) {
    const by = suppression.by.filter((other) => other !== silenceId);
    const told = { at: draft.at, by: WATCHBILL, incident: id };
    if (by.length === 0) draft.record({ kind: 'unsuppressed', ...told });
    else draft.record({ kind: 'suppressed', ...told, suppression: { ...suppression, by } });
  }
  if (incident.status !== 'acknowledged') removeSilence(draft, incident, silenceId);
}

/**
 * The source did not take it: the person is told by the page ringing again, unless they said "here only".
 * @param silenceId the silence that may exist all the same; ''. For a removal, the one to be removed.
 */
export function silenceRefused(
  draft: Draft,
  id: IncidentId,
  order: SilenceOrder['order'],
  silenceId: string,
  error: string,
): void {
  const incident = draft.incident(id);
  const held = incident?.writeBack;
  if (!incident || !held) return;
  const { at } = draft;
  if (order === 'unsilence') {
    if (held.state === 'removing' && held.silenceId === silenceId)
      record(draft, id, { ...held, at, detail: error });
    return;
  }
  if (held.state === 'removing') {
    if (silenceId !== '' && silenceId !== held.silenceId) removeSilence(draft, incident, silenceId);
    return;
  }
  if (held.endsAt !== null && held.endsAt > at && held.silenceId !== '') {
    record(draft, id, { ...held, state: 'confirmed', at, detail: `not renewed yet: ${error}` });
    return;
  }
  record(draft, id, { state: 'refused', silenceId, endsAt: null, at, detail: error });
  if (incident.status !== 'acknowledged') {
    if (silenceId !== '') removeSilence(draft, incident, silenceId);
    return;
  }
  // What was taken but is not as it should be is taken back; that it was refused stays to be seen.
  if (silenceId !== '')
    draft.orders.push({ order: 'unsilence', incident: id, source: incident.source, silenceId });
  if (incident.hereOnly) return;
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
export function silenceRemoved(draft: Draft, id: IncidentId, silenceId: string): void {
  const held = draft.incident(id)?.writeBack;
  if (held?.silenceId !== silenceId) return;
  if (held.state === 'removing') settle(draft, id, held);
  // Acknowledged again in the meantime: what is being written is a new one.
  else if (held.state === 'writing') record(draft, id, { ...held, silenceId: '', endsAt: null });
}

/** Whether the silence of an incident is to stand at its source now; one that vanished there needs none. */
function isWanted(incident: Incident, config: AlertmanagerConfig): boolean {
  return (
    config.acknowledge === 'silence' &&
    incident.status === 'acknowledged' &&
    incident.elsewhere !== true &&
    incident.missing === null
  );
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
  // Of one that was never confirmed we do not know the end: it is tried for as long as it can last.
  const longest = draft.at + (polledConfig(draft, incident.source)?.silenceFor ?? 0);
  const endsAt = draft.incident(incident.id)?.writeBack?.endsAt ?? longest;
  record(draft, incident.id, { state: 'removing', silenceId, endsAt, at: draft.at, detail: '' });
  draft.orders.push({ order: 'unsilence', incident: incident.id, source: incident.source, silenceId });
}

function settle(draft: Draft, id: IncidentId, held: WriteBack): void {
  record(draft, id, { ...held, state: 'removed', endsAt: null, at: draft.at, detail: '' });
}

function record(draft: Draft, incident: IncidentId, writeBack: WriteBack): void {
  draft.record({ kind: 'writeBack', at: draft.at, by: WATCHBILL, incident, writeBack });
}
