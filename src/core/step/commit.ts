import { type Incident, isLive } from '../incident/incident';
import { InhibitIndex } from '../mute/inhibit-index';
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
  state.rules = decision.rules;
  if (decision.teamChanged) indexInhibited(state);
  for (const incident of decision.incidents) put(state, incident);
  for (const health of decision.health) state.sources.set(health.id, health);
  for (const [id, pulse] of decision.pulses) state.pulses.set(id, pulse);
  if (decision.rested.size > 0) keepRested(state, decision);
  for (const [key, seen] of decision.seenFirst) keepLatest(state.seenFirst, key, seen, MOST_HEARD);
  for (const key of decision.arrived) state.flaps.came(key, decision.at);
  if (decision.teamChanged) {
    const sources = new Set(decision.team.sources.map((source) => source.id));
    for (const id of state.sources.keys())
      if (id !== 'local' && id !== 'watchbill' && !sources.has(id)) state.sources.delete(id);
    const heartbeats = new Set((decision.team.heartbeats ?? []).map(({ id }) => id));
    for (const id of state.pulses.keys()) if (!heartbeats.has(id)) state.pulses.delete(id);
  }
}

/** So many acts on alerts that are not here are remembered, the latest ones. */
const MOST_HEARD = 5000;

function keepHeard(state: State, { heard }: Decision): void {
  for (const [key, act] of heard) keepLatest(state.heard, key, act, MOST_HEARD);
}

/** What was put in first goes first. */
function keepLatest<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}

/** Which alert explains which is known of all that are not over: after the team file changed, and at the start. */
export function indexInhibited(state: State): void {
  state.inhibit = new InhibitIndex(state.team.inhibitions ?? []);
  for (const { id, status, alert } of state.incidents.values())
    if (status !== 'resolved') state.inhibit.add(id, alert.labels);
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
  const before = state.incidents.get(incident.id);
  index(state, before, incident);
  if (isLive(incident)) state.incidents.set(incident.id, incident);
  else state.incidents.delete(incident.id);
  if (incident.status !== 'resolved') state.byKey.set(key, incident.id);
  else if (state.byKey.get(key) === incident.id) state.byKey.delete(key);
}

function index(state: State, before: Incident | undefined, incident: Incident): void {
  const { id, group, lead, status, openedAt, alert } = incident;
  if (status === 'resolved') state.inhibit.remove(id);
  else if (!before || before.alert.labels !== alert.labels) state.inhibit.add(id, alert.labels);
  if (group === undefined) return;
  const wasPartOf = before?.lead;
  if (wasPartOf && (wasPartOf !== lead || status === 'resolved')) {
    const members = state.members.get(wasPartOf);
    members?.delete(id);
    if (members?.size === 0) state.members.delete(wasPartOf);
  }
  const known = state.groups.get(group);
  if (status === 'resolved') {
    if (known?.lead === id) state.groups.delete(group);
    return;
  }
  if (lead) state.members.set(lead, (state.members.get(lead) ?? new Set()).add(id));
  const leads = lead ?? id;
  const isNewer =
    !known || known.lead === leads || (state.incidents.get(known.lead)?.openedAt ?? 0) <= openedAt;
  if (isNewer) {
    const joinedAt = Math.max(openedAt, known?.lead === leads ? known.joinedAt : 0);
    state.groups.set(group, { lead: leads, joinedAt });
  }
}
