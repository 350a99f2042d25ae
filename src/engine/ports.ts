import type { Alert } from '../core/alert/alert';
import type { Fact } from '../core/incident/fact';
import type { Actor, Incident } from '../core/incident/incident';
import type { IncidentId, PageId, PersonId, SourceId } from '../core/kernel/ids';
import type { ChannelId, Delivery, Page, PageReason } from '../core/page/page';
import type { SourceHealth } from '../core/source/health';
import type { AlertmanagerConfig, SourceConfig } from '../core/source/source-config';
import type { Command, Input } from '../core/step/input';
import type { Team } from '../core/team/team';
import type { Duration } from '../core/time/duration';
import type { Instant } from '../core/time/instant';
import type { AcceptedRequest } from './accepted/request';

/** Where the engine's folders meet. Nothing here does anything. */

export type Clock = {
  now(): Instant;
  /** Milliseconds since some moment, by a clock that nobody sets: tells that `now` was set back. Absent: not told. */
  monotonic?(): number;
};

/** Structured log: one line an entry, secrets masked, never line breaks from outside (log injection). */
export type Log = {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, detail?: Readonly<Record<string, unknown>>): void;
};

/** Secrets by name (`source:<id>`, `token:<id>`). Kept by the desktop's keychain, or a 0600 file for the CLI. */
export type Secrets = {
  get(name: string): Promise<string | null>;
  /** null forgets it. */
  set(name: string, value: string | null): Promise<void>;
};

/** Thrown when a fact could not be made durable: answered 503 by HTTP, told loudly on screen. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
}

/** A body that nobody could read; kept for a person to see (the dead letters). */
export type Unreadable = {
  readonly source: SourceId;
  readonly format: string;
  /** One sentence. */
  readonly reason: string;
  /** The raw bytes as text, cut to 64 KB, credentials masked. */
  readonly body: string;
};

/** The one gate from the outside into the engine. */
export type Gate = {
  /**
   * Takes inputs, and resolves when all of it is durable. What is critical or an error pages before this returns, the
   * rest as soon as there is time.
   * @throws NotStored when it could not be stored (the pages go out nevertheless).
   */
  accept(inputs: readonly Input[]): Promise<void>;
  /**
   * Takes a request that was looked through, not read: what it says is decided behind the answer, most urgent first.
   * Resolves when it is durable. @throws NotStored
   */
  acceptBody(request: AcceptedRequest): Promise<void>;
  /** Keeps a body that could not be read, and resolves when it is durable. @throws NotStored */
  quarantine(unreadable: Unreadable): Promise<void>;
  /** What a person does. Resolves when durable with what was done and what was refused. @throws NotStored */
  command(ids: readonly IncidentId[], command: Command, by: Actor): Promise<Outcome>;
};

export type Outcome = {
  readonly done: readonly IncidentId[];
  readonly refused: ReadonlyArray<{ readonly id: IncidentId; readonly why: string }>;
};

export type StoredFact = { readonly seq: number; readonly fact: Fact };
export type StoredUnreadable = Unreadable & { readonly id: number; readonly at: Instant };

/** Reading what is stored and known. All synchronous and quick; cursors are opaque text. */
export type Queries = {
  /** Newest first. `cursor` as given by the answer before. @throws RangeError for a cursor that is none of ours. */
  incidents(query: {
    status: 'open' | 'acknowledged' | 'resolved' | 'all';
    limit: number;
    cursor: string | null;
  }): { incidents: Incident[]; next: string | null };
  incident(id: IncidentId): { incident: Incident; facts: StoredFact[]; pages: Page[] } | null;
  /** Newest first. */
  pages(query: { limit: number; cursor: string | null }): { pages: Page[]; next: string | null };
  sources(): ReadonlyArray<{ readonly config: SourceConfig | null; readonly health: SourceHealth }>;
  unreadable(limit: number): StoredUnreadable[];
  team(): Team;
  figures(): Figures;
};

/** Figures for /metrics; counters since the start, gauges now. */
export type Figures = {
  readonly open: number;
  readonly acknowledged: number;
  readonly ringing: number;
  readonly alertsAccepted: number;
  readonly alertsNotStored: number;
  /** Accepted and durable, but not decided yet. */
  readonly alertsWaiting: number;
  readonly unreadable: number;
  readonly pages: ReadonlyArray<{
    readonly channel: ChannelId;
    readonly state: Delivery['state'];
    readonly count: number;
  }>;
  readonly storing: boolean;
  readonly sources: ReadonlyArray<{
    readonly id: SourceId;
    readonly ok: boolean;
    readonly lastGoodAt: Instant | null;
  }>;
};

/** Who a token belongs to. */
export type Tokens = {
  /** The engine's own token: the API, and the sender `local`. */
  readonly engineToken: string;
  /** Which sender a presented token belongs to; null for none. Compares digests in constant time. */
  senderOf(presented: string): SourceId | null;
  isEngineToken(presented: string): boolean;
};

/** What a source told. `problem` is one sentence without secrets. */
export type SourceAnswer =
  | { readonly ok: true; readonly alerts: readonly Alert[]; readonly startedAt: Instant | null }
  | {
      readonly ok: false;
      readonly problem: string;
      readonly retryAfter: Duration | null;
      readonly loginNeeded: boolean;
    };

/** What a polled source adapter needs; it has no clock and no file system of its own. */
export type SourceDeps = {
  readonly secret: string | null;
  /** PEM text of the source's own certificate authority; null for the system's. */
  readonly ca: string | null;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
  /** Told of the time that an answer shows (its headers `Date` and `Age`), with when it was asked for and came. */
  readonly sawDate?: (date: string | undefined, asked: Instant, answered: Instant, age?: string) => void;
};

export type SilenceRequest = {
  /** Labels of the alert: the silence matches exactly these. */
  readonly labels: ReadonlyArray<readonly [string, string]>;
  /** Id to renew; '' for a new one. */
  readonly silenceId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly createdBy: string;
  readonly comment: string;
};

/** What became of a silence, after it was read back from the source. */
export type SilenceResult =
  | { readonly ok: true; readonly silenceId: string; readonly endsAt: Instant }
  /** `silenceId`: a silence that exists although it could not be confirmed; ''. */
  | { readonly ok: false; readonly problem: string; readonly silenceId: string };

/** A page as a channel gets it. Text is plain and may hold anything. */
export type PageToSend = {
  readonly page: PageId;
  readonly incident: IncidentId;
  readonly number: number;
  readonly person: PersonId;
  readonly reason: PageReason;
  readonly severity: 'critical' | 'error' | 'warning' | 'info' | 'none';
  /** One line each. */
  readonly title: string;
  readonly body: string;
  /** Name of its service, for channels that hand it on by itself. */
  readonly service?: string;
};

export type { AlertmanagerConfig };
