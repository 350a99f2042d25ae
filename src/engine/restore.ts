import type { Incident } from '../core/incident/incident';
import { REST_AFTER_RESOLVE } from '../core/step/command';
import { indexInhibited, put } from '../core/step/commit';
import { alertKey, type State } from '../core/step/state';
import type { Instant } from '../core/time/instant';
import type { Reader } from './store/reader';

/**
 * Rebuilds the state from the store: what is live, the next number, and what rests (decisions/0003).
 *
 * Without a store (a disk that is not there yet) numbers begin where no store has come to, so that nothing is
 * overwritten when it comes back; asked again then, it adds what it finds. An alert that came in the meantime keeps
 * its new incident.
 * @returns false while the store cannot be read
 */
export function restore(state: State, stored: Reader | null, now: Instant): boolean {
  indexInhibited(state);
  // What is decided before the start itself is: no sender could be heard until now.
  state.listeningSince = Math.max(state.listeningSince, now);
  if (!stored) {
    state.nextNumber = Math.max(state.nextNumber, Math.floor(now / 1000));
    return false;
  }
  state.nextNumber = Math.max(state.nextNumber, stored.nextNumber());
  for (const incident of stored.live()) {
    if (!state.byKey.has(alertKey(incident.source, incident.dedupKey))) put(state, incident);
  }
  for (const incident of stored.endedSince(now - REST_AFTER_RESOLVE)) rest(state, incident);
  return true;
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
