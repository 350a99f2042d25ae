import type { PersonId } from '../kernel/ids';
import type { Person } from '../people/person';
import { freeId, idFrom } from './ids';
import type { ForeignPerson, ImportTeam, PeopleBook } from './imported';
import { oneLine } from './one-line';

/**
 * Whom the people of an export are in the team: who has their e-mail address; else who has their name, unless the
 * addresses say that it is somebody else. Everybody else is new.
 */
export function makePeopleBook(team: ImportTeam): PeopleBook {
  // `nobody` and `everyone` have a meaning of their own.
  const taken = new Set<string>(['nobody', 'everyone', ...team.people.map(({ id }) => id)]);
  const people: Person[] = [...team.people];
  const known = new Map<string, PersonId>();
  const used = new Map<PersonId, { person: Person; isNew: boolean }>();
  const guesses: string[] = [];
  return {
    take(foreign) {
      const before = known.get(foreign.key);
      if (before !== undefined) return before;
      const email = plain(foreign.email);
      const found =
        people.find((person) => email !== '' && plain(person.email) === email) ??
        people.find(
          (person) =>
            plain(person.name) === plain(foreign.name) &&
            plain(foreign.name) !== '' &&
            (email === '' || person.email === ''),
        );
      const person = found ?? newPerson(foreign, team.timeZone, taken);
      if (!found) people.push(person);
      else if (foreign.guessed && plain(person.email) !== email)
        guesses.push(`${oneLine(foreign.email)} is taken to be ${person.name} (${person.id}), by the name.`);
      known.set(foreign.key, person.id);
      if (!used.has(person.id)) used.set(person.id, { person, isNew: !team.people.includes(person) });
      return person.id;
    },
    all: () => [...used.values()],
    guesses: () => guesses,
  };
}

function newPerson({ key, name, email }: ForeignPerson, timeZone: string, taken: Set<string>): Person {
  const local = email.split('@')[0] ?? '';
  const id = freeId(idFrom(name) || idFrom(local) || `person-${idFrom(key) || '1'}`, taken);
  const valid = /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254;
  return {
    id,
    name: oneLine(name) || local || id,
    email: valid ? email : '',
    timeZone,
    holidays: '',
    away: '',
  };
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
