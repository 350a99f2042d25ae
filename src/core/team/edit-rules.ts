import type { Heartbeat } from '../heartbeat/heartbeat';
import type { Result } from '../kernel/result';
import type { Inhibition, Maintenance } from '../mute/mute';
import {
  type HeartbeatDraft,
  heartbeatDraftTree,
  type InhibitionDraft,
  inhibitionDraftTree,
  type MaintenanceDraft,
  maintenanceDraftTree,
} from './draft-rules';
import { editItem, type ItemKind, readItem, removeItemOf } from './edit-item';
import { maintenanceKey } from './print-rules';
import type { FieldProblem } from './read-alone';
import { readHeartbeats } from './read-heartbeats';
import { readInhibitions } from './read-inhibitions';
import { readMaintenance } from './read-maintenance';
import type { Team } from './team';

/** What a draft says, null where an error is among its problems. */
export type DraftRead<Item> = { readonly item: Item | null; readonly problems: FieldProblem[] };

const serviceIds = (team: Team) => new Set(team.services.map(({ id }) => id));

const INHIBITIONS: ItemKind<Inhibition> = {
  list: 'inhibitions',
  what: 'inhibition',
  read: (reading, list) => readInhibitions(reading, list),
  of: (team) => team.inhibitions ?? [],
  idOf: ({ id }) => id,
  put: (team, inhibitions) => ({ ...team, inhibitions }),
};

const MAINTENANCE: ItemKind<Maintenance> = {
  list: 'maintenance',
  what: 'maintenance window',
  read: (reading, list, team) => readMaintenance(reading, list, serviceIds(team), team.timeZone),
  of: (team) => team.maintenance ?? [],
  idOf: ({ id }) => maintenanceKey(id),
  put: (team, maintenance) => ({ ...team, maintenance }),
};

const HEARTBEATS: ItemKind<Heartbeat> = {
  list: 'heartbeats',
  what: 'heartbeat',
  read: (reading, list, team) => readHeartbeats(reading, list, serviceIds(team), team.sources),
  of: (team) => team.heartbeats ?? [],
  idOf: ({ id }) => id,
  put: (team, heartbeats) => ({ ...team, heartbeats }),
};

/*
 * Of each: what a draft says by the rules of the team file; changing the one with an id in the text of a team file,
 * where null adds one; taking one out. Comments and order stay. What goes wrong comes with its field in the draft.
 */

export function readInhibitionDraft(
  team: Team,
  id: string | null,
  draft: InhibitionDraft,
): DraftRead<Inhibition> {
  return readItem(INHIBITIONS, team, id, inhibitionDraftTree(draft));
}

export function editInhibition(
  text: string,
  id: string | null,
  draft: InhibitionDraft,
): Result<string, FieldProblem[]> {
  return editItem(INHIBITIONS, text, id, inhibitionDraftTree(draft));
}

export function removeInhibition(text: string, id: string): Result<string, FieldProblem[]> {
  return removeItemOf(INHIBITIONS, text, id);
}

export function readMaintenanceDraft(
  team: Team,
  id: string | null,
  draft: MaintenanceDraft,
): DraftRead<Maintenance> {
  return readItem(MAINTENANCE, team, id, maintenanceDraftTree(draft));
}

/** Of windows of the team file; what is begun now is an act of the log. `id` is the file's, without `file:`. */
export function editMaintenance(
  text: string,
  id: string | null,
  draft: MaintenanceDraft,
): Result<string, FieldProblem[]> {
  return editItem(MAINTENANCE, text, id, maintenanceDraftTree(draft));
}

export function removeMaintenance(text: string, id: string): Result<string, FieldProblem[]> {
  return removeItemOf(MAINTENANCE, text, id);
}

export function readHeartbeatDraft(
  team: Team,
  id: string | null,
  draft: HeartbeatDraft,
): DraftRead<Heartbeat> {
  return readItem(HEARTBEATS, team, id, heartbeatDraftTree(draft));
}

export function editHeartbeat(
  text: string,
  id: string | null,
  draft: HeartbeatDraft,
): Result<string, FieldProblem[]> {
  return editItem(HEARTBEATS, text, id, heartbeatDraftTree(draft));
}

export function removeHeartbeat(text: string, id: string): Result<string, FieldProblem[]> {
  return removeItemOf(HEARTBEATS, text, id);
}
