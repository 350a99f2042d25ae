import type { Alert, Suppression } from '../alert/alert';
import type { Severity } from '../alert/severity';
import type { Move } from '../escalation/plan-ask';
import type { ActId, IncidentId, PersonId, ServiceId, SourceId } from '../kernel/ids';
import type { Held } from '../mute/mute';
import type { ChannelId, PageReason, Quiet } from '../page/page';
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
  /** What holds its page back for now; null or absent for nothing. Not acknowledged: nobody has seen it. */
  readonly held?: Held | null;
  /** Which alerts become one incident with it (`groupKeyOf`); absent where its service groups nothing. */
  readonly group?: string;
  /** The incident that it is part of: that one is paged about, and answers for it; null or absent for none. */
  readonly lead?: IncidentId | null;
  /** Since when its escalation is gone through, where that is not since it opened, and what people did to its course. */
  readonly plan?: { readonly from: Instant; readonly moves: readonly Move[] };
  /** When it was acknowledged by the clock of the desktop where it was: the same on every desktop. */
  readonly answeredAt?: Instant;
  /** When the first desktop saw it, where that was not this one: the same on every desktop. */
  readonly seenAt?: Instant;
  /** Why it is kept from whoever sits here, although it asks them; null or absent for nothing. */
  readonly kept?: Quiet | null;
  /** Who must answer although somebody acknowledged. */
  readonly waits?: readonly PersonId[];
  /** The page that goes on: since when, and by which channels so far (core/page/paging-rule.ts). */
  readonly round?: { readonly since: Instant; readonly channels: readonly ChannelId[] };
};

/** Whether the engine still has something to do with it: it is not over, or a silence of it is still to be settled. */
export function isLive(incident: Incident): boolean {
  if (incident.status !== 'resolved') return true;
  const state = incident.writeBack?.state;
  return state === 'writing' || state === 'removing';
}
