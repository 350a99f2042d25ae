import type { Pulse } from '../heartbeat/pulse';
import type { Incident } from '../incident/incident';
import type { IncidentId, PersonId, SourceId } from '../kernel/ids';
import { FlapMemory } from '../mute/flap-memory';
import { InhibitIndex } from '../mute/inhibit-index';
import type { ChannelId } from '../page/page';
import type { PagingRule } from '../page/paging-rule';
import { NO_ROTA, type Rota } from '../schedule/rota';
import type { SourceHealth } from '../source/health';
import { EMPTY_TEAM, type Team } from '../team/team';
import type { HeardAct } from '../team-log/act';
import type { Instant } from '../time/instant';

/**
 * All that deciding needs, and no more: incidents that are over are in the store only. Owned by one engine;
 * `commit` changes it in place, `step` never does.
 */
export type State = {
  /** Short id of this desktop; first part of incident ids. */
  readonly desktop: string;
  /** Who sits at this desktop. */
  readonly me: PersonId;
  /** Whoever sits here is paged by these, in this order. */
  rules: readonly PagingRule[];
  team: Team;
  /** Who is on call when; its schedules are the team's. */
  rota: Rota;
  nextNumber: number;
  /** Since when we can hear senders: the start, or the end of the last sleep. */
  listeningSince: Instant;
  /** The last sleep, which may have been a clock that was set on; null for none. */
  leap: Leap | null;
  /** Incidents that are live (incident.ts). */
  readonly incidents: Map<IncidentId, Incident>;
  /** `alertKey` to the incident that is not resolved: at most one each. */
  readonly byKey: Map<string, IncidentId>;
  readonly sources: Map<SourceId, SourceHealth>;
  /** What is known of the team's heartbeats, by their ids. */
  readonly pulses: Map<string, Pulse>;
  /** When the engine before this one last listened to heartbeats; null where nobody knows. */
  aliveAt: Instant | null;
  /** The latest that a person did to an alert that others see as well, here or at another desktop; by `alertKey`. */
  readonly heard: Map<string, Heard>;
  /** Alerts that a person resolved although a polled source still lists them: no new incident until then, or until they start anew. */
  readonly rested: Map<string, { readonly startsAt: Instant | null; readonly until: Instant }>;
  /** Incidents that are one, by what they have in common (`groupKeyOf`): the one that is paged about. */
  readonly groups: Map<string, Group>;
  /** Who is part of an incident, by that incident; those that are not over. */
  readonly members: Map<IncidentId, Set<IncidentId>>;
  /** When desktops first saw alerts that all of them see, by `alertKey`: the earliest that is known. */
  readonly seenFirst: Map<string, SeenFirst>;
  /** When alerts of services that look for flapping came, by `alertKey`. */
  readonly flaps: FlapMemory;
  /** Which alerts explain which, of all that are not over. */
  inhibit: InhibitIndex<IncidentId>;
};

/** `joinedAt`: when the last one joined. */
export type Group = { readonly lead: IncidentId; readonly joinedAt: Instant };

export type SeenFirst = { readonly startsAt: Instant | null; readonly at: Instant };

export type Leap = { readonly from: Instant; readonly until: Instant };

/** `settled`: an incident here was there for it, or it was done here; else it waits for the alert to come. */
export type Heard = {
  readonly act: HeardAct;
  readonly settled: boolean;
  /** What was done elsewhere to an alert that has not come here yet, in the order of the stamps. */
  readonly waiting?: readonly HeardAct[];
};

/** @param channels by which pages go out at once, in this order; `rulesChanged` says otherwise later */
export function emptyState(desktop: string, me: PersonId, channels: readonly ChannelId[]): State {
  return {
    desktop,
    me,
    rules: channels.map((channel) => ({ channel, after: 0, urgency: 'any' })),
    team: EMPTY_TEAM,
    rota: NO_ROTA,
    nextNumber: 1,
    listeningSince: 0,
    leap: null,
    incidents: new Map(),
    byKey: new Map(),
    sources: new Map(),
    pulses: new Map(),
    aliveAt: null,
    heard: new Map(),
    rested: new Map(),
    groups: new Map(),
    members: new Map(),
    seenFirst: new Map(),
    flaps: new FlapMemory(),
    inhibit: new InhibitIndex([]),
  };
}

/** Source ids have no line break (team/read.ts), so the two parts cannot run into each other. */
export function alertKey(source: SourceId, dedupKey: string): string {
  return `${source}\n${dedupKey}`;
}
