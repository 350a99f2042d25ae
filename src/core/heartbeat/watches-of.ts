import type { Alert } from '../alert/alert';
import type { Team } from '../team/team';
import { HEARTBEAT_KEY, isHeartbeat } from './heartbeat-alert';
import type { Watch } from './watch-heartbeats';

const NONE: readonly Watch[] = [];
const known = new WeakMap<Team, readonly Watch[]>();

/**
 * The heartbeats of a team as a desktop watches them. Beats that come with polled alerts are heard by every desktop, so
 * they are waited for from the start; what is sent, or called, comes to one of several desktops, and only that one can
 * know of it: it watches from the first beat on.
 */
export function watchesOf(team: Team): readonly Watch[] {
  const { heartbeats } = team;
  if (!heartbeats || heartbeats.length === 0) return NONE;
  let watches = known.get(team);
  if (!watches) {
    const polls = team.sources.some(({ type }) => type !== 'push');
    watches = heartbeats.map((heartbeat) => ({ ...heartbeat, fromStart: heartbeat.match !== null && polls }));
    known.set(team, watches);
  }
  return watches;
}

/** Whether an incident is a missed heartbeat's that every desktop of the team sees as well. */
export function isMissedByAll(team: Team, about: Pick<Alert, 'source' | 'dedupKey'>): boolean {
  if (!isHeartbeat(about)) return false;
  const id = about.dedupKey.slice(HEARTBEAT_KEY.length);
  return watchesOf(team).some((watch) => watch.id === id && watch.fromStart === true);
}
