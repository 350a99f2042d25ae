import type { Incident } from '../incident/incident';
import type { IncidentId, PersonId, SourceId } from '../kernel/ids';
import type { ChannelId } from '../page/page';
import type { SourceHealth } from '../source/health';
import { EMPTY_TEAM, type Team } from '../team/team';

/**
 * All that deciding needs, and no more: resolved incidents are in the store only. Owned by one engine; `fold`
 * changes it in place, `step` never does.
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
  /** Incidents that are not resolved. */
  readonly incidents: Map<IncidentId, Incident>;
  /** `alertKey` to the incident that is not resolved: at most one each. */
  readonly byKey: Map<string, IncidentId>;
  readonly sources: Map<SourceId, SourceHealth>;
};

export function emptyState(desktop: string, me: PersonId, channels: readonly ChannelId[]): State {
  return { desktop, me, channels, team: EMPTY_TEAM, nextNumber: 1, incidents: new Map(), byKey: new Map(), sources: new Map() };
}

/** Source ids have no line break (team/read.ts), so the two parts cannot run into each other. */
export function alertKey(source: SourceId, dedupKey: string): string {
  return `${source}\n${dedupKey}`;
}
