import type { Person } from '../people/person';
import { hoursTree } from './print-schedule';
import type { TreeMap } from './print-tree';

/** A person as the team file holds them; what is as usual is left out. @param teamZone the zone of whoever gives none */
export function personTree(person: Person, teamZone: string): TreeMap {
  const { id, name, email, timeZone, holidays, away, quietHours = [], handles = [] } = person;
  return {
    id,
    ...(name === id ? {} : { name }),
    ...(email === '' ? {} : { email }),
    ...(timeZone === teamZone ? {} : { timeZone }),
    ...(holidays === '' ? {} : { holidays }),
    ...(away === '' ? {} : { away }),
    ...(quietHours.length === 0 ? {} : { quietHours: quietHours.map(hoursTree) }),
    ...(handles.length === 0 ? {} : { handles }),
  };
}
