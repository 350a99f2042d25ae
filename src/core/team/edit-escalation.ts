import type { Escalation } from '../escalation/escalation';
import { err, type Result } from '../kernel/result';
import { type EscalationDraft, escalationDraftTree } from './draft-escalation';
import { editItem, type ItemKind, readItem, removeItemOf, wrong } from './edit-item';
import { readTeam } from './read';
import type { FieldProblem } from './read-alone';
import { readEscalations } from './read-escalations';
import type { Team } from './team';

const ESCALATIONS: ItemKind<Escalation> = {
  list: 'escalations',
  what: 'escalation',
  read: (reading, list, team) => {
    const known = {
      people: new Set(team.people.map(({ id }) => id)),
      schedules: new Set(team.schedules.map(({ id }) => id)),
      read: team.schedules,
    };
    return readEscalations(reading, list, known, team.timeZone).escalations;
  },
  of: (team) => team.escalations,
  idOf: ({ id }) => id,
  put: (team, escalations) => ({ ...team, escalations }),
  fieldOf: (key) => key.replace('.when', ''),
  rename: (team, from, to) => ({
    ...team,
    services: team.services.map((service) =>
      service.escalation === from ? { ...service, escalation: to } : service,
    ),
  }),
};

/** What a draft of an escalation says, and what is wrong with it by the rules of the team file. @param id as below */
export function readEscalationDraft(
  team: Team,
  id: string | null,
  draft: EscalationDraft,
): { readonly item: Escalation | null; readonly problems: FieldProblem[] } {
  return readItem(ESCALATIONS, team, id, escalationDraftTree(draft));
}

/**
 * Changes the escalation with this id in the text of a team file; null adds one. Services that use it follow when its
 * id changes. Comments and order stay. @returns the new text; or why not, each with its field
 */
export function editEscalation(
  text: string,
  id: string | null,
  draft: EscalationDraft,
): Result<string, FieldProblem[]> {
  return editItem(ESCALATIONS, text, id, escalationDraftTree(draft));
}

/** Takes an escalation out; the same text where there is none. Refused while a service uses it. */
export function removeEscalation(text: string, id: string): Result<string, FieldProblem[]> {
  const users = (readTeam(text).team?.services ?? []).filter((service) => service.escalation === id);
  if (users.length === 0) return removeItemOf(ESCALATIONS, text, id);
  const named = users.map((service) => `"${service.id}"`).join(', ');
  return err([wrong(`service ${named} uses escalation "${id}"; give it another one first`)]);
}
