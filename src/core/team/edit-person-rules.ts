import type { PersonId } from '../kernel/ids';
import { err, type Result } from '../kernel/result';
import type { Person } from '../people/person';
import type { HoursDraft } from '../schedule/draft';
import { hoursDrafts, hoursTrees } from './draft-hours';
import { editItem, failed, type ItemKind, wrong } from './edit-item';
import { editTeam } from './edit-team';
import { personTree } from './print-person';
import { readTeam } from './read';
import type { FieldProblem } from './read-alone';
import { readPeople } from './read-people';
import { didYouMean } from './suggest';

/** What a person sets about how they are paged; texts as typed. */
export type PersonRulesDraft = {
  /** Wall clock in their own zone. */
  readonly quietHours: readonly HoursDraft[];
  readonly handles: readonly string[];
};

const PEOPLE: ItemKind<Person> = {
  list: 'people',
  what: 'person',
  read: (reading, list, team) => readPeople(reading, list, team.timeZone),
  of: (team) => team.people,
  idOf: ({ id }) => id,
  put: (team, people) => ({ ...team, people }),
};

export function personRulesDraft({ quietHours = [], handles = [] }: Person): PersonRulesDraft {
  return { quietHours: hoursDrafts(quietHours), handles };
}

/** Sets quiet hours and handles of a person; [] takes them out. @returns the new text; or why not, each with its field */
export function editPersonRules(
  text: string,
  person: PersonId,
  { quietHours, handles }: PersonRulesDraft,
): Result<string, FieldProblem[]> {
  const { team } = readTeam(text);
  const old = team?.people.find(({ id }) => id === person);
  if (team && !old) return err([wrong(`there is no person "${person}" in the team file`)]);
  const {
    quietHours: _,
    handles: __,
    ...rest
  } = old && team ? personTree(old, team.timeZone) : { id: person };
  return editItem(PEOPLE, text, person, {
    ...rest,
    ...(quietHours.length === 0 ? {} : { quietHours: hoursTrees(quietHours) }),
    ...(handles.length === 0 ? {} : { handles }),
  });
}

/** Sets who is paged where nobody is on call; null is everyone. */
export function editLastResort(text: string, person: PersonId | null): Result<string, FieldProblem[]> {
  const people = readTeam(text).team?.people.map(({ id }) => id) ?? [];
  if (person !== null && people.length > 0 && !people.includes(person))
    return err([wrong(`there is no person "${person}".${didYouMean(person, people)}`)]);
  return failed(
    editTeam(text, 'lastResort', person ?? 'everyone', (team) => ({ ...team, lastResort: person })),
  );
}
