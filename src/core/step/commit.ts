import { isLive, type Incident } from '../incident/incident';
import type { Decision } from './step';
import { alertKey, type State } from './state';

/** Takes a decision into the state. Until then nothing has happened; step can be asked any number of times. */
export function commit(state: State, decision: Decision): void {
  state.team = decision.team;
  state.nextNumber = decision.nextNumber;
  state.listeningSince = decision.listeningSince;
  for (const incident of decision.incidents) put(state, incident);
  for (const health of decision.health) state.sources.set(health.id, health);
  for (const [key, rest] of decision.rested) state.rested.set(key, rest);
  const sources = new Set(decision.team.sources.map((source) => source.id));
  if (decision.teamChanged) {
    for (const id of state.sources.keys())
      if (id !== 'local' && id !== 'watchbill' && !sources.has(id)) state.sources.delete(id);
  }
}

/** Puts one incident where it belongs; also how the state is rebuilt from the store. */
export function put(state: State, incident: Incident): void {
  const key = alertKey(incident.source, incident.dedupKey);
  if (isLive(incident)) state.incidents.set(incident.id, incident);
  else state.incidents.delete(incident.id);
  if (incident.status !== 'resolved') state.byKey.set(key, incident.id);
  else if (state.byKey.get(key) === incident.id) state.byKey.delete(key);
}
