import type { EngineHandlers } from '../../contract/bridge';
import type { PolicyChange, PolicyPreview, PolicyView } from '../../contract/policy/policy-views';
import { err, type Result } from '../../core/kernel/result';
import { escalationDraft, escalationDraftTree } from '../../core/team/draft-escalation';
import { serviceDraft, serviceDraftTree } from '../../core/team/draft-service';
import { editEscalation, removeEscalation } from '../../core/team/edit-escalation';
import { editService, moveService, removeService } from '../../core/team/edit-service';
import { sameTree, type TreeMap } from '../../core/team/print-tree';
import { readTeam } from '../../core/team/read';
import type { Team } from '../../core/team/team';
import { makeReplayDesk } from '../replay/replay-desk';
import { policyPreviewOf } from '../views/policy-preview';
import type { HandlerParts } from './parts';

type Calls = 'policy.get' | 'policy.check' | 'policy.preview' | 'policy.save';
type Parts = Pick<HandlerParts, 'state' | 'rota' | 'teamFolder' | 'reader' | 'names' | 'clock'>;
type Problems = PolicyPreview['problems'];

export function policyHandlers(parts: Parts): Pick<EngineHandlers, Calls> {
  const { teamFolder } = parts;
  const desk = makeReplayDesk({
    reader: parts.reader,
    now: () => parts.clock.now(),
    me: parts.state.me,
  });
  return {
    'policy.get': () => viewOf(parts),
    'policy.check': ({ change }) => {
      const { text } = teamFolder.current();
      const changed = changedText(text, change);
      return { problems: changed.ok ? warningsOf(text, changed.value) : [...changed.error] };
    },
    'policy.preview': async ({ change }) => {
      const { text, team } = teamFolder.current();
      const changed = changedText(text, change);
      const after = changed.ok ? readTeam(changed.value).team : null;
      if (!changed.ok || after === null) return nothing(changed.ok ? [] : changed.error, parts.clock.now());
      const rota = parts.rota.current();
      const compared = await desk.compare(team, after, rota);
      return policyPreviewOf({
        ...compared,
        teams: { before: team, after },
        problems: warningsOf(text, changed.value),
        names: parts.names(),
      });
    },
    'policy.save': async ({ change }) => {
      const edited = await teamFolder.edit((text) => {
        const moved = somebodyElse(text, change);
        if (moved !== null) return err(moved);
        const changed = changedText(text, change);
        if (changed.ok) return changed;
        const [first] = changed.error;
        return err(first ? `${first.at === '' ? '' : `${first.at}: `}${first.message}` : 'it cannot be read');
      });
      if (!edited.ok) return { ok: false, text: `Not saved: ${edited.error}.` };
      return { ok: true, text: SAID[change.kind] };
    },
  };
}

const SAID: Record<PolicyChange['kind'], string> = {
  service: 'The service is in the team file.',
  escalation: 'The escalation is in the team file.',
  moveService: 'The order is in the team file.',
  removeService: 'The service is no longer in the team file.',
  removeEscalation: 'The escalation is no longer in the team file.',
};

function viewOf({ teamFolder, names }: Parts): PolicyView {
  const { team, problems } = teamFolder.current();
  const wrong = problems.find(({ level }) => level === 'error');
  const name = names();
  return {
    services: team.services.map((service) => copyOf(serviceDraft(service, team.timeZone))),
    escalations: team.escalations.map((escalation) => copyOf(escalationDraft(escalation, team.timeZone))),
    people: team.people.map(({ id }) => name.person(id)),
    schedules: team.schedules.map(({ id, name: title }) => ({ id, name: title })),
    timeZone: team.timeZone,
    locked: wrong ? `watchbill.yaml has a mistake in line ${wrong.line}: ${wrong.message}` : '',
  };
}

/** Drafts are plain data; what crosses the process boundary is their own. */
function copyOf<T>(draft: T): Mutable<T> {
  return structuredClone(draft) as Mutable<T>;
}
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

function changedText(text: string, change: PolicyChange): Result<string, Problems> {
  switch (change.kind) {
    case 'service':
      return editService(text, change.id, change.draft);
    case 'escalation':
      return editEscalation(text, change.id, change.draft);
    case 'moveService':
      return moveService(text, change.id, change.to);
    case 'removeService':
      return removeService(text, change.id);
    case 'removeEscalation':
      return removeEscalation(text, change.id);
  }
}

/** What the changed file is warned about, and the file as it is was not. */
function warningsOf(before: string, after: string): Problems {
  const known = new Set(readTeam(before).problems.map(({ message }) => message));
  return readTeam(after)
    .problems.filter(({ message }) => !known.has(message))
    .map(({ level, message }) => ({ level, at: '', message }));
}

/** Nothing is merged silently (reliability F13): what somebody else changed meanwhile is left as it is. */
function somebodyElse(text: string, change: PolicyChange): string | null {
  if (change.kind !== 'service' && change.kind !== 'escalation') return null;
  const { team } = readTeam(text);
  if (team === null || change.id === null) return null;
  const now = treeIn(team, change.kind, change.id);
  if (now === null) return `"${change.id}" was taken out of the file meanwhile`;
  if (change.base === null) return null;
  const base = change.kind === 'service' ? serviceDraftTree(change.base) : escalationDraftTree(change.base);
  if (sameTree(now, base)) return null;
  return `"${change.id}" was changed in the file since you opened it; your change is still here, and the file is as it was`;
}

function treeIn(team: Team, kind: 'service' | 'escalation', id: string): TreeMap | null {
  if (kind === 'service') {
    const service = team.services.find((each) => each.id === id);
    return service ? serviceDraftTree(serviceDraft(service, team.timeZone)) : null;
  }
  const escalation = team.escalations.find((each) => each.id === id);
  return escalation ? escalationDraftTree(escalationDraft(escalation, team.timeZone)) : null;
}

function nothing(problems: Problems, now: number): PolicyPreview {
  return {
    problems: [...problems],
    from: now,
    to: now,
    before: null,
    after: null,
    changes: [],
    moreChanges: 0,
    notes: [],
  };
}
