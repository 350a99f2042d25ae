import { planOf } from '../escalation/plan-of';
import type { PlannedPage } from '../escalation/planned-page';
import type { Incident } from '../incident/incident';
import { isPractice } from '../incident/practice';
import type { Instant } from '../time/instant';
import { Draft } from './draft';
import { polledConfig } from './polled-config';
import type { State } from './state';
import { planAskOf } from './who-is-paged';

/** How far a plan is told: nobody waits for what comes after a day. */
const AHEAD = 24 * 3_600_000;

/**
 * The plan of an incident that nobody answers, from what begun to a day ahead. null where there is none: without a
 * rota, of what only this desktop knows, and of what asks for no answer.
 */
export function planAhead(state: State, incident: Incident, at: Instant): readonly PlannedPage[] | null {
  if (incident.status !== 'open' || incident.severity === 'none' || state.rota.schedules.length === 0)
    return null;
  const draft = new Draft(state, at);
  if (isPractice(incident) || !polledConfig(draft, incident.source)) return null;
  return planOf(planAskOf(draft, incident), at, at + AHEAD);
}

/** Whether others can be paged about it from here: every desktop of the team sees it, and there is a rota. */
export function canPageOthers(state: State, { source, status }: Incident): boolean {
  const { schedules, people } = state.rota;
  if (status === 'resolved' || schedules.length === 0 || people.length < 2) return false;
  return state.team.sources.some(({ id, type }) => id === source && type === 'alertmanager');
}
