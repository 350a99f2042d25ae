import { err, type Result } from '../kernel/result';
import type { Service } from '../people/service';
import { type ServiceDraft, serviceDraftTree } from './draft-service';
import { editItem, failed, type ItemKind, readItem, removeItemOf, wrong } from './edit-item';
import { editTeam } from './edit-team';
import { readTeam } from './read';
import type { FieldProblem } from './read-alone';
import { readServices } from './read-services';
import type { Team } from './team';

const SERVICES: ItemKind<Service> = {
  list: 'services',
  what: 'service',
  read: (reading, list, team) =>
    readServices(reading, list, {
      people: new Set(team.people.map(({ id }) => id)),
      escalations: team.escalations.length === 0 ? null : new Set(team.escalations.map(({ id }) => id)),
      teamZone: team.timeZone,
    }),
  of: (team) => team.services,
  idOf: ({ id }) => id,
  put: (team, services) => ({ ...team, services }),
  fieldOf: (key) =>
    key.replace(/^codeowners\.file$/, 'codeowners').replace(/^codeowners\.paths/, 'codeownersPaths'),
  rename: (team, from, to) => ({
    ...team,
    ...(team.maintenance && {
      maintenance: team.maintenance.map((window) => ({
        ...window,
        services: window.services.map((service) => (service === from ? to : service)),
      })),
    }),
    ...(team.heartbeats && {
      heartbeats: team.heartbeats.map((beat) => (beat.service === from ? { ...beat, service: to } : beat)),
    }),
  }),
};

/** What a draft of a service says, and what is wrong with it by the rules of the team file. @param id as below */
export function readServiceDraft(
  team: Team,
  id: string | null,
  draft: ServiceDraft,
): { readonly item: Service | null; readonly problems: FieldProblem[] } {
  return readItem(SERVICES, team, id, serviceDraftTree(draft));
}

/**
 * Changes the service with this id in the text of a team file, in its place; null adds one, above the first service
 * that takes every alert. Maintenance windows and heartbeats follow when its id changes. Comments and order stay.
 * @returns the new text; or why not, each with its field
 */
export function editService(
  text: string,
  id: string | null,
  draft: ServiceDraft,
): Result<string, FieldProblem[]> {
  const edited = editItem(SERVICES, text, id, serviceDraftTree(draft));
  if (!edited.ok || id !== null) return edited;
  const services = readTeam(edited.value).team?.services ?? [];
  const all = services.findIndex(({ match }) => match.length === 0);
  return all < 0 ? edited : moveService(edited.value, draft.id.trim(), all);
}

/** Moves a service to a place of the list, from 0: an alert belongs to the first service that matches. */
export function moveService(text: string, id: string, to: number): Result<string, FieldProblem[]> {
  const { team } = readTeam(text);
  if (team && !team.services.some((service) => service.id === id))
    return err([wrong(`there is no service "${id}" in the team file`)]);
  return failed(
    editTeam(text, 'services', id, (before) => {
      const rest = before.services.filter((service) => service.id !== id);
      const moved = before.services.filter((service) => service.id === id);
      const at = Math.max(0, Math.min(to, rest.length));
      return { ...before, services: [...rest.slice(0, at), ...moved, ...rest.slice(at)] };
    }),
  );
}

/** Takes a service out; the same text where there is none. Refused while something of the file names it. */
export function removeService(text: string, id: string): Result<string, FieldProblem[]> {
  const { team } = readTeam(text);
  const users = [
    ...(team?.maintenance ?? [])
      .filter(({ services }) => services.includes(id))
      .map((window) => `maintenance window "${window.id.replace(/^file:/, '')}"`),
    ...(team?.heartbeats ?? [])
      .filter(({ service }) => service === id)
      .map((beat) => `heartbeat "${beat.id}"`),
  ];
  if (users.length === 0) return removeItemOf(SERVICES, text, id);
  return err([wrong(`${users.join(', ')} names service "${id}"; take it out there first`)]);
}
