import type { Suppression } from '../alert/alert';
import type { Labels } from '../alert/labels';
import type { Severity } from '../alert/severity';
import type { IncidentId, PersonId, ServiceId, SourceId } from '../kernel/ids';
import type { MuteWords } from '../mute/mute-words';
import type { Rota } from '../schedule/rota';
import type { Team } from '../team/team';
import type { Duration } from '../time/duration';
import type { Instant } from '../time/instant';

/** The stages of deciding about a page, in the order in which they are asked. */
export type StageName =
  | 'severity'
  | 'source'
  | 'service'
  | 'owners'
  | 'silenced'
  | 'maintenance'
  | 'inhibited'
  | 'grouped'
  | 'flapping'
  | 'holding'
  | 'collecting'
  | 'urgency'
  | 'plan'
  | 'quiet-hours'
  | 'channels';

/**
 * What a stage said: it goes on, it waits for some time and goes on then, it is held back (or never pages), or nobody
 * is left to be paged. `unset`: there is nothing of the kind, so nothing was asked.
 */
export type StageOutcome = 'goes-on' | 'waits' | 'held' | 'nobody' | 'unset';

export type TeamFilePath = readonly [list: string, id?: string, key?: string];

export type Stage = {
  readonly stage: StageName;
  readonly outcome: StageOutcome;
  /** One or two sentences. */
  readonly words: string;
  /** More, a sentence each. */
  readonly details: readonly string[];
  /** Where in the team file it stands: a list, the id of its item, and perhaps a key of it; null where nothing there says so. */
  readonly path: TeamFilePath | null;
};

export type Explained = {
  readonly service: ServiceId;
  readonly stages: readonly Stage[];
  /** Whether it would page somebody, be it after a wait. */
  readonly pages: boolean;
  /** The answer in one sentence. */
  readonly verdict: string;
  /** Whom it would page first; [] for nobody. */
  readonly people: readonly PersonId[];
};

/** What of an alert is asked about. */
export type AlertLike = {
  readonly source: SourceId;
  readonly dedupKey: string;
  readonly title: string;
  readonly labels: Labels;
  readonly severity: Severity;
  readonly startsAt: Instant | null;
  readonly suppression: Suppression | null;
};

/** Another incident that is not over at that instant. */
export type FiringBeside = {
  readonly id: IncidentId;
  readonly title: string;
  readonly labels: Labels;
  readonly service: ServiceId;
  readonly severity: Severity;
  readonly openedAt: Instant;
  /** Whether it is part of another one. */
  readonly isPart: boolean;
};

export type ExplainAsk = {
  readonly team: Team;
  readonly rota: Rota;
  readonly alert: AlertLike;
  readonly at: Instant;
  /** Null where it is not known what else fires: then that is said. */
  readonly firing: readonly FiringBeside[] | null;
  /** When the same alert came before; null where that is not known. */
  readonly arrivals: readonly Instant[] | null;
  /** Who is paged although the rota names others, as only their desktop hears of it; null where every desktop does. */
  readonly sentTo: PersonId | null;
  /** How whoever sits here is paged; null where that is not known. */
  readonly channels: {
    readonly me: PersonId;
    readonly rules: readonly {
      readonly title: string;
      readonly after: Duration;
      readonly urgency: 'high' | 'low' | 'any';
    }[];
  } | null;
  readonly words: MuteWords;
};
