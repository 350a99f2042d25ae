import type { Alert, AlertLink } from '../alert/alert';
import type { Actor } from '../incident/incident';
import type { IncidentId, PageId, PersonId, SourceId } from '../kernel/ids';
import type { ChannelId, Delivery } from '../page/page';
import type { PagingRule } from '../page/paging-rule';
import type { Rota } from '../schedule/rota';
import type { Team } from '../team/team';
import type { HeardAct, HeardOpening } from '../team-log/act';
import type { Duration } from '../time/duration';
import type { Instant } from '../time/instant';

/** What a person (or a sender, for PagerDuty's acknowledge) may do to an incident. */
export type Command =
  /** `hereOnly`: acknowledged even where the source does not take it. */
  | { readonly act: 'acknowledge'; readonly hereOnly: boolean }
  | { readonly act: 'unacknowledge' }
  | { readonly act: 'snooze'; readonly until: Instant }
  | { readonly act: 'resolve' }
  | { readonly act: 'note'; readonly text: string }
  /** Acknowledged by whoever acts, whoever had it before. */
  | { readonly act: 'take' }
  /** The next step begins now. */
  | { readonly act: 'escalate' }
  /** `to` is paged in place of whoever was; the steps go on from there. */
  | { readonly act: 'handOver'; readonly to: PersonId }
  /** `to` is paged as well, also where it is acknowledged. */
  | { readonly act: 'addResponder'; readonly to: PersonId };

/** Everything that can happen to the engine. */
export type Input =
  /** One alert that was sent to us. */
  | { readonly kind: 'alertSent'; readonly alert: Alert }
  /** A whole list of firing alerts that a polled source gave. `startedAt`: when its process started, if it says so. */
  | {
      readonly kind: 'sourceRead';
      readonly source: SourceId;
      readonly alerts: readonly Alert[];
      readonly startedAt: Instant | null;
      readonly nextTryAt: Instant | null;
    }
  | {
      readonly kind: 'sourceFailed';
      readonly source: SourceId;
      readonly error: string;
      readonly nextTryAt: Instant | null;
    }
  | { readonly kind: 'command'; readonly incident: IncidentId; readonly command: Command; readonly by: Actor }
  | {
      readonly kind: 'delivered';
      readonly incident: IncidentId;
      readonly page: PageId;
      readonly channel: ChannelId;
      readonly delivery: Delivery;
    }
  /** A silence order was carried out and read back, or was not taken. */
  | {
      readonly kind: 'silenceWritten';
      readonly incident: IncidentId;
      readonly silenceId: string;
      readonly endsAt: Instant;
    }
  | {
      readonly kind: 'silenceRefused';
      readonly incident: IncidentId;
      /** Which order it was that the source did not take. */
      readonly order: SilenceOrder['order'];
      readonly silenceId: string;
      readonly error: string;
    }
  | { readonly kind: 'silenceRemoved'; readonly incident: IncidentId; readonly silenceId: string }
  /** Jobs called: ids of heartbeats. */
  | { readonly kind: 'heartbeatsHeard'; readonly heartbeats: readonly string[] }
  | {
      readonly kind: 'changeSent';
      readonly source: SourceId;
      readonly summary: string;
      readonly links: readonly AlertLink[];
      readonly occurredAt: Instant | null;
    }
  /** Both in one: a rota of another team would page whoever is on call in neither. */
  | { readonly kind: 'teamChanged'; readonly team: Team; readonly rota: Rota }
  /** The log or a calendar file changed. */
  | { readonly kind: 'rotaChanged'; readonly rota: Rota }
  /** What people did to incidents, in the order of their stamps; those of this desktop only stand for themselves. */
  | { readonly kind: 'actsHeard'; readonly acts: readonly HeardAct[] }
  /** When other desktops first saw alerts that this one sees too. */
  | { readonly kind: 'openingsHeard'; readonly openings: readonly HeardOpening[] }
  /** By which channels whoever sits here is paged from now on. */
  | { readonly kind: 'rulesChanged'; readonly rules: readonly PagingRule[] }
  | { readonly kind: 'started'; readonly version: string }
  | { readonly kind: 'woke'; readonly from: Instant }
  /** The machine's clock was set back by so much (reliability B1). */
  | { readonly kind: 'clockSet'; readonly back: Duration }
  /** `only`: what is due is known, and nothing else is looked at (core/replay). */
  | { readonly kind: 'timePassed'; readonly only?: readonly IncidentId[] };

/** A page to show now: everything a channel needs to know is in the incident. */
export type PageOrder = { readonly page: PageId; readonly channel: ChannelId; readonly incident: IncidentId };

/** Something to write into a source because of an acknowledgement. */
export type SilenceOrder =
  | {
      readonly order: 'silence';
      readonly incident: IncidentId;
      readonly source: SourceId;
      readonly silenceId: string;
      readonly for: Duration;
    }
  | {
      readonly order: 'unsilence';
      readonly incident: IncidentId;
      readonly source: SourceId;
      readonly silenceId: string;
    };
