import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact } from '../../core/incident/fact';
import type { Incident } from '../../core/incident/incident';
import type { IncidentId } from '../../core/kernel/ids';
import { rotaOf } from '../../core/schedule/rota';
import { commit } from '../../core/step/commit';
import type { Input } from '../../core/step/input';
import { alertKey, emptyState, type State } from '../../core/step/state';
import { step, wakeOf } from '../../core/step/step';
import { readTeam } from '../../core/team/read';
import { EMPTY_TEAM } from '../../core/team/team';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { desktopId } from '../desktop-id';
import { DATABASE_FILE } from '../store/database';
import { openFactLog } from '../store/fact-log';
import { type DemoEvent, demoHistory } from './history';
import { writeDemoTeam } from './team';
import { DEMO_ME, DEMO_TEAM_FILE } from './team-file';

const CHANNELS = ['popup', 'notification', 'sound'];
const SAID: Record<string, string> = {
  popup: 'shown on screen',
  notification: 'taken by the notification service',
  sound: 'playing on 1 output',
};
const SEED = 20_261_123;

/**
 * Makes the demo's team folder, and a month of history in a data folder that has none. The history goes through the
 * same rules as the real thing, with the clock of then.
 */
export async function prepareDemo(place: {
  readonly folder: string;
  readonly dataFolder: string;
  readonly now: Instant;
}): Promise<void> {
  await writeDemoTeam(place.folder, place.now);
  if (existsSync(join(place.dataFolder, DATABASE_FILE))) return;
  const log = await openFactLog(place.dataFolder, null);
  const past = replay(desktopId(place.dataFolder), place.now);
  await log.write({ facts: past.facts, incidents: past.incidents, unreadable: [] });
  await log.close();
}

/** What would have been written down in that month. */
export function replay(
  desktop: string,
  now: Instant,
): { facts: readonly Fact[]; incidents: ReadonlyMap<IncidentId, Incident> } {
  const state = emptyState(desktop, DEMO_ME, CHANNELS);
  state.team = readTeam(DEMO_TEAM_FILE).team ?? EMPTY_TEAM;
  state.rota = rotaOf(state.team);
  const facts: Fact[] = [];
  const incidents = new Map<IncidentId, Incident>();

  function take(input: Input, at: Instant): void {
    const decision = step(state, input, at);
    commit(state, decision);
    facts.push(...decision.facts);
    for (const incident of decision.incidents) incidents.set(incident.id, incident);
    for (const { page, channel, incident } of decision.pages) {
      const shown = at + 40 + 90 * CHANNELS.indexOf(channel);
      const delivery = { state: 'delivered', at: shown, detail: SAID[channel] ?? '' } as const;
      take({ kind: 'delivered', incident, page, channel, delivery }, shown);
    }
  }

  const began = now - 31 * DAY;
  take({ kind: 'started', version: 'demo' }, began);
  for (const event of demoHistory({ now, me: DEMO_ME, seed: SEED })) {
    for (let due = wakeOf(state, event.at); due !== null && due < event.at; due = wakeOf(state, event.at))
      take({ kind: 'timePassed' }, due);
    const input = inputOf(state, event);
    if (input) take(input, event.at);
  }
  facts.push({ kind: 'engineStopped', at: now - 1, by: { kind: 'watchbill' }, reason: 'demo' });
  return { facts, incidents };
}

function inputOf(state: State, event: DemoEvent): Input | null {
  if (event.kind === 'input') return event.input;
  const incident = state.byKey.get(alertKey(event.source, event.dedupKey));
  if (incident === undefined) return null;
  return { kind: 'command', incident, command: event.command, by: { kind: 'person', id: event.by } };
}
