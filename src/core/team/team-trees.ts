import { escalationTree } from './print-escalation';
import { personTree } from './print-person';
import { heartbeatTree, inhibitionTree, maintenanceTree } from './print-rules';
import { scheduleTree } from './print-schedule';
import { serviceTree } from './print-service';
import type { Tree, TreeMap } from './print-tree';
import type { Team } from './team';

/** Lists of the team file that edits by their trees write; sources are written otherwise (edit.ts). */
export const TREE_LISTS = [
  'people',
  'schedules',
  'escalations',
  'services',
  'inhibitions',
  'maintenance',
  'heartbeats',
] as const;

/** A team as its file holds it, but for its sources: the same trees mean the same. '' for no last resort. */
export function teamTrees(team: Team): Record<(typeof TREE_LISTS)[number], readonly TreeMap[]> & {
  readonly lastResort: Tree;
} {
  const { timeZone } = team;
  return {
    lastResort: (team.lastResort ?? null) === null ? '' : `person:${team.lastResort}`,
    people: team.people.map((person) => personTree(person, timeZone)),
    schedules: team.schedules.map((schedule) => scheduleTree(schedule, timeZone)),
    escalations: team.escalations.map((escalation) => escalationTree(escalation, timeZone)),
    services: team.services.map((service) => serviceTree(service, timeZone)),
    inhibitions: (team.inhibitions ?? []).map(inhibitionTree),
    maintenance: (team.maintenance ?? []).map((window) => maintenanceTree(window, timeZone)),
    heartbeats: (team.heartbeats ?? []).map(heartbeatTree),
  };
}
