import type { Incident } from '../core/incident/incident';
import { REST_AFTER_RESOLVE } from '../core/step/command';
import { put } from '../core/step/commit';
import { alertKey, type State } from '../core/step/state';
import type { Instant } from '../core/time/instant';
import type { Reader } from './store/reader';

/** Rebuilds the state from the store: what is live, the next number, and what rests (decisions/0003). */
export function restore(state: State, stored: Reader | null, now: Instant): void {
  if (!stored) return;
  state.nextNumber = stored.nextNumber();
  for (const incident of stored.live()) put(state, incident);
  for (const incident of stored.endedSince(now - REST_AFTER_RESOLVE)) rest(state, incident);
}

/** An alert that a person resolved shortly before a restart stays quiet as it would have without one. */
function rest(state: State, incident: Incident): void {
  const { source, dedupKey, resolvedAt, resolvedBy, alert } = incident;
  if (resolvedBy?.kind !== 'person' || resolvedAt === null) return;
  if (!state.team.sources.some(({ id, type }) => id === source && type === 'alertmanager')) return;
  state.rested.set(alertKey(source, dedupKey), {
    startsAt: alert.startsAt,
    until: resolvedAt + REST_AFTER_RESOLVE,
  });
}
