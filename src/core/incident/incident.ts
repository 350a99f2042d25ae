import type { Alert, Suppression } from '../alert/alert';
import type { Severity } from '../alert/severity';
import type { ActId, IncidentId, PersonId, ServiceId, SourceId } from '../kernel/ids';
import type { PageReason } from '../page/page';
import type { Instant } from '../time/instant';

/**
 *   open <--unacknowledged, snooze over, write-back refused-- acknowledged
 *     |----------acknowledged, snoozed------------------------->|
 *     +--resolved--> resolved <--resolved-----------------------+        (final: the same alert again is a new incident)
 */
export type IncidentStatus = 'open' | 'acknowledged' | 'resolved';

/** Who did something: a person, a source, or Watchbill itself. */
export type Actor =
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'source'; readonly id: SourceId }
  | { readonly kind: 'watchbill' };

export const WATCHBILL: Actor = { kind: 'watchbill' };

/** An acknowledgement as the source knows it: a silence there, read back. */
export type WriteBack = {
  /** `writing` until the source was asked again and showed it; `removing` until it showed it gone. */
  readonly state: 'writing' | 'confirmed' | 'refused' | 'removing' | 'removed';
  readonly silenceId: string;
  /** When the silence ends unless renewed; null while there is none. */
  readonly endsAt: Instant | null;
  readonly at: Instant;
  /** Why it was refused; '' otherwise. */
  readonly detail: string;
};

export type Incident = {
  readonly id: IncidentId;
  readonly number: number;
  readonly status: IncidentStatus;
  readonly source: SourceId;
  readonly dedupKey: string;
  readonly service: ServiceId;
  readonly title: string;
  readonly severity: Severity;
  /** The last sighting. */
  readonly alert: Alert;
  /** Times the alert was received (reads of a polled source that see it unchanged do not count). */
  readonly count: number;
  readonly openedAt: Instant;
  readonly lastSeenAt: Instant;
  readonly updatedAt: Instant;
  readonly suppression: Suppression | null;
  /** Full reads of the source in a row that lacked the alert; null while it is there. */
  readonly missing: { readonly since: Instant; readonly reads: number } | null;
  /** The sender's own end plus a grace; null where it gave none. */
  readonly expiresAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: Actor | null;
  /** Acknowledged even where the source does not take it. */
  readonly hereOnly: boolean;
  /** Acknowledged at another desktop, which writes it into the source. */
  readonly elsewhere?: boolean;
  /** The latest act of a person that was taken, here or from the team's log: older ones heard of later change nothing. */
  readonly lastAct?: ActId;
  /** Notes of the team's log that were taken. */
  readonly heardNotes?: readonly ActId[];
  /** Acknowledged only until then. */
  readonly snoozedUntil: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: Actor | null;
  readonly writeBack: WriteBack | null;
  /** Who is paged, and why, in words. */
  readonly responder: PersonId | null;
  readonly why: string;
  readonly lastPagedAt: Instant | null;
  /** Why the last page went out; null while there was none. */
  readonly lastPageReason: PageReason | null;
  /** Pages so far, for page ids. */
  readonly pages: number;
};

/** Whether the engine still has something to do with it: it is not over, or a silence of it is still to be settled. */
export function isLive(incident: Incident): boolean {
  if (incident.status !== 'resolved') return true;
  const state = incident.writeBack?.state;
  return state === 'writing' || state === 'removing';
}
