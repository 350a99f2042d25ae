import { type Incident, isLive } from '../incident/incident';
import { alertKey, type State } from './state';
import type { Decision } from './step';

/** Takes a decision into the state. Until then nothing has happened; step can be asked any number of times. */
export function commit(state: State, decision: Decision): void {
  state.team = decision.team;
  state.rota = decision.rota;
  if (decision.heard.size > 0) keepHeard(state, decision);
  state.nextNumber = decision.nextNumber;
  state.listeningSince = decision.listeningSince;
  state.leap = decision.leap;
  for (const incident of decision.incidents) put(state, incident);
  for (const health of decision.health) state.sources.set(health.id, health);
  if (decision.rested.size > 0) keepRested(state, decision);
  if (decision.teamChanged) {
    const sources = new Set(decision.team.sources.map((source) => source.id));
    for (const id of state.sources.keys())
      if (id !== 'local' && id !== 'watchbill' && !sources.has(id)) state.sources.delete(id);
  }
}

/** So many acts on alerts that are not here are remembered, the latest ones. */
const MOST_HEARD = 5000;

function keepHeard(state: State, { heard }: Decision): void {
  for (const [key, act] of heard) {
    state.heard.delete(key);
    state.heard.set(key, act);
  }
  for (const key of state.heard.keys()) {
    if (state.heard.size <= MOST_HEARD) return;
    state.heard.delete(key);
  }
}

/** They all rest equally long, so those that are over stand first: nothing piles up. */
function keepRested(state: State, decision: Decision): void {
  for (const [key, rest] of decision.rested) {
    state.rested.delete(key);
    state.rested.set(key, rest);
  }
  for (const [key, { until }] of state.rested) {
    if (until > decision.at) return;
    state.rested.delete(key);
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
