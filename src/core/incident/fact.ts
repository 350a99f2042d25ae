import type { Alert, Suppression } from '../alert/alert';
import type { Move } from '../escalation/plan-ask';
import type { ActId, IncidentId, PageId, PersonId, ServiceId, SourceId } from '../kernel/ids';
import type { Held } from '../mute/mute';
import type { ChannelId, Delivery, PageReason, Quiet } from '../page/page';
import type { Duration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Actor, WriteBack } from './incident';

type Of<Kind extends string, Body> = {
  readonly kind: Kind;
  readonly at: Instant;
  readonly by: Actor;
} & Readonly<Body>;

/**
 * What happened to one incident, in the past tense; never edited. The stored form is a contract (docs/stored-data.md).
 * `act`: the act of the team's log that it is, or the stamp it would have there; of `opened`, the latest that was known
 * of the alert then. It says which acts that are heard of later are news.
 */
export type IncidentFact =
  | Of<
      'opened',
      {
        incident: IncidentId;
        number: number;
        alert: Alert;
        service: ServiceId;
        responder: PersonId | null;
        why: string;
        act?: ActId;
        group?: string;
        /** The incident that it joins. */
        lead?: IncidentId;
        /** Another desktop saw it so much earlier: its steps count from there. */
        from?: Instant;
      }
    >
  | Of<'seen', { incident: IncidentId; alert: Alert; times: number }>
  | Of<'suppressed', { incident: IncidentId; suppression: Suppression }>
  | Of<'unsuppressed', { incident: IncidentId }>
  | Of<'missed', { incident: IncidentId; reads: number }>
  | Of<'foundAgain', { incident: IncidentId }>
  /** `elsewhere`: at another desktop, which writes it into the source. */
  | Of<
      'acknowledged',
      {
        incident: IncidentId;
        hereOnly: boolean;
        elsewhere?: true;
        act?: ActId;
        /** When, by the clock where it was done. */
        on?: Instant;
        /** Who must answer as well. */
        waits?: readonly PersonId[];
      }
    >
  /** Somebody who had to answer as well did. */
  | Of<'answered', { incident: IncidentId; act?: ActId }>
  | Of<'snoozed', { incident: IncidentId; until: Instant; elsewhere?: true; act?: ActId }>
  /** `from`: its escalation begins anew then; `again`: who had acknowledged it is paged as well. */
  | Of<
      'unacknowledged',
      { incident: IncidentId; because: string; act?: ActId; from?: Instant; again?: PersonId }
    >
  /** Somebody changed whom it pages. `late`: heard of after what was done to it since, which stands. */
  | Of<'moved', { incident: IncidentId; move: Move; act?: ActId; late?: true }>
  /** Another desktop saw the same alert earlier: the steps count from there. */
  | Of<'openedBefore', { incident: IncidentId; from: Instant }>
  /** It wants an answer, and pages nobody for now. */
  | Of<'held', { incident: IncidentId; held: Held }>
  /**
   * Nothing holds it back any more. `anew`: whoever was paged before is asked anew; `from`: its steps count from then,
   * where that does not follow from the silence, the maintenance or the hold that is over.
   */
  | Of<'released', { incident: IncidentId; because: string; anew?: true; from?: Instant }>
  /** The incident it was part of is over: it is part of another one, or stands for itself (null). */
  | Of<'regrouped', { incident: IncidentId; lead: IncidentId | null }>
  | Of<'resolved', { incident: IncidentId; because: string; act?: ActId }>
  | Of<'noted', { incident: IncidentId; text: string; act?: ActId }>
  | Of<
      'paged',
      {
        incident: IncidentId;
        person: PersonId;
        reason: PageReason;
        why: string;
        pages: ReadonlyArray<{ readonly id: PageId; readonly channel: ChannelId }>;
      }
    >
  | Of<'notPaged', { incident: IncidentId; reason: Quiet; detail: string }>
  | Of<'delivered', { incident: IncidentId; page: PageId; channel: ChannelId; delivery: Delivery }>
  | Of<'writeBack', { incident: IncidentId; writeBack: WriteBack }>
  /**
   * This machine's clock was set back by so much: what was written since `since` (null: all of it) is moved along, what
   * was written before stands.
   */
  | Of<'clockSet', { incident: IncidentId; back: Duration; since: Instant | null }>;

/** What happened to the whole: sources, the engine, changes in the pipeline. */
export type SystemFact =
  | Of<'sourceFailed', { source: SourceId; error: string }>
  | Of<'sourceRecovered', { source: SourceId; after: Duration }>
  | Of<'sourceRestarted', { source: SourceId }>
  | Of<'engineStarted', { version: string }>
  | Of<'engineStopped', { reason: string }>
  | Of<'engineSlept', { from: Instant; until: Instant }>
  | Of<
      'changeHappened',
      {
        source: SourceId;
        summary: string;
        links: ReadonlyArray<{ readonly text: string; readonly href: string }>;
        occurredAt: Instant | null;
      }
    >;

export type Fact = IncidentFact | SystemFact;

export function isIncidentFact(fact: Fact): fact is IncidentFact {
  return 'incident' in fact;
}
