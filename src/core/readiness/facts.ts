import type { Duration } from '../time/duration';
import type { Instant } from '../time/instant';

/** What could be read, or why it could not: an honest "cannot be read here" is no fault. */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: string };

/** What the machine says of itself, as far as its system tells a program. */
export type MachineFacts = {
  /** When it was read. */
  readonly at: Instant;
  /** Whether notifications can be shown: a service is there, and they are allowed. `says`: what told so. */
  readonly notifications: Known<{ readonly can: boolean; readonly says: string }>;
  readonly doNotDisturb: Known<{ readonly on: boolean; readonly says: string }>;
  /** `device` '' where there is none to play on. `volume` 0–1. */
  readonly sound: Known<{
    readonly device: string;
    readonly muted: boolean;
    readonly volume: number | null;
  }>;
  readonly network: Known<{ readonly up: boolean; readonly says: string }>;
  /** `charge` 0–1; null where there is no battery. */
  readonly power: Known<{ readonly plugged: boolean; readonly charge: number | null }>;
  /** After how long of rest the machine goes to sleep by itself; null never. `blocked`: a program keeps it awake now. */
  readonly sleep: Known<{
    readonly plugged: Duration | null;
    readonly battery: Duration | null;
    readonly blocked: boolean;
  }>;
  /** Watchbill's own sound setting; null where there is no screen. */
  readonly ownSound: 'on' | 'off' | null;
};

export type SourceFact = {
  readonly id: string;
  readonly title: string;
  readonly polled: boolean;
  readonly state: 'waiting' | 'ok' | 'failing' | 'blind';
  readonly lastGoodAt: Instant | null;
  readonly failingSince: Instant | null;
  readonly lastError: string;
};

/** What another clock showed: `ahead` is ours minus theirs, `within` how far that may be off. */
export type ClockFact = {
  readonly id: string;
  readonly title: string;
  readonly ahead: Duration;
  readonly within: Duration;
  readonly at: Instant;
};

export type ChannelFact = {
  readonly id: string;
  readonly title: string;
  /** What became of the last page or drill by it. */
  readonly last: { readonly ok: boolean; readonly at: Instant; readonly detail: string } | null;
  /** What became of the last test that somebody asked for; null where it has none. */
  readonly test: { readonly ok: boolean; readonly at: Instant; readonly detail: string } | null;
  /** Whether it has a test of its own; the channels of this desktop are tried by a practice page. */
  readonly testable: boolean;
};

/** A stretch in which nobody is on call. `meant`: outside the hours of a schedule that opens and closes. */
export type GapFact = {
  readonly schedule: string;
  readonly name: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly meant: boolean;
};

export type HeldFact = {
  readonly how: 'quiet-hours' | 'silence' | 'maintenance';
  /** Reason and author, in words; ''. */
  readonly text: string;
  /** null where it does not end by itself. */
  readonly until: Instant | null;
};

export type HeartbeatFact = {
  readonly id: string;
  readonly name: string;
  readonly within: Duration;
  readonly lastHeardAt: Instant | null;
  readonly missedAt: Instant | null;
  /** Its beats are sent or called, and none came here yet. */
  readonly waiting: boolean;
  /** A job calls; no alert is its beat, so no alerts come behind it. */
  readonly called: boolean;
};

export type OwnHeartbeatFact = {
  readonly on: boolean;
  readonly every: Duration;
  readonly lastOkAt: Instant | null;
  /** Since when it is on, or we run. */
  readonly since: Instant;
  /** Why the last one did not arrive; ''. */
  readonly problem: string;
  /** Why it is not sent on purpose; ''. */
  readonly held: string;
};

export type DrillFact = {
  readonly monthly: boolean;
  /** Since when monthly drills are on; null while they are off. */
  readonly since: Instant | null;
  readonly last: {
    readonly at: Instant;
    readonly outcome: 'answered' | 'late' | 'missed' | 'interrupted';
    readonly answeredAfter: Duration | null;
  } | null;
  readonly running: boolean;
};

/** All that "am I pageable?" is judged by. Plain data: the judgement asks nobody. */
export type ReadinessFacts = {
  /** Zone in which moments are told. */
  readonly timeZone: string;
  readonly startedAt: Instant;
  readonly storing: { readonly ok: boolean; readonly text: string };
  /** `needed`: somebody sends to us, so a shut listener loses alerts. `text`: why it is shut; '' where nothing failed. */
  readonly listener: { readonly ok: boolean; readonly text: string; readonly needed: boolean };
  readonly sources: readonly SourceFact[];
  readonly clocks: readonly ClockFact[];
  readonly channels: readonly ChannelFact[];
  /** null before it was read for the first time. */
  readonly machine: MachineFacts | null;
  /** Why this desktop's acts do not reach the others; ''. `alone`: nobody shares the folder by git. */
  readonly team: { readonly log: string; readonly sync: string; readonly file: string };
  readonly duty: { readonly now: boolean; readonly until: Instant | null; readonly nextAt: Instant | null };
  readonly schedules: number;
  /** Within the next two weeks, by start. */
  readonly gaps: readonly GapFact[];
  /** Who is paged where nobody is on call; '' everyone. */
  readonly lastResort: string;
  readonly held: readonly HeldFact[];
  readonly heartbeats: readonly HeartbeatFact[];
  readonly own: OwnHeartbeatFact;
  readonly drills: DrillFact;
};
