import type { Incident } from '../incident/incident';
import type { IncidentId, PersonId, SourceId } from '../kernel/ids';
import type { ChannelId } from '../page/page';
import type { SourceHealth } from '../source/health';
import { EMPTY_TEAM, type Team } from '../team/team';
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
  /** Channels that pages go out by, in this order. */
  readonly channels: readonly ChannelId[];
  team: Team;
  nextNumber: number;
  /** Since when we can hear senders: the start, or the end of the last sleep. */
  listeningSince: Instant;
  /** Incidents that are live (incident.ts). */
  readonly incidents: Map<IncidentId, Incident>;
  /** `alertKey` to the incident that is not resolved: at most one each. */
  readonly byKey: Map<string, IncidentId>;
  readonly sources: Map<SourceId, SourceHealth>;
  /** Alerts that a person resolved although a polled source still lists them: no new incident until then, or until they start anew. */
  readonly rested: Map<string, { readonly startsAt: Instant | null; readonly until: Instant }>;
};

export function emptyState(desktop: string, me: PersonId, channels: readonly ChannelId[]): State {
  return {
    desktop,
    me,
    channels,
    team: EMPTY_TEAM,
    nextNumber: 1,
    listeningSince: 0,
    incidents: new Map(),
    byKey: new Map(),
    sources: new Map(),
    rested: new Map(),
  };
}

/** Source ids have no line break (team/read.ts), so the two parts cannot run into each other. */
export function alertKey(source: SourceId, dedupKey: string): string {
  return `${source}\n${dedupKey}`;
}
