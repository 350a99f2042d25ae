import type { Node } from 'yaml';
import type { Person } from '../people/person';
import { readId } from './read-id';
import type { Fields, Reading } from './reading';
import { readZone } from './zone';

const KEYS = ['id', 'name', 'email', 'timeZone'];
/** `person: nobody` takes everyone off, and `everyone` can be paged: neither is somebody. */
const NOT_A_PERSON = ['nobody', 'everyone'];

/** `people:` of the team file. */
export function readPeople(reading: Reading, list: Node | null, teamZone: string): Person[] {
  const people: Person[] = [];
  const taken = new Set<string>();
  for (const item of reading.items(list, 'people')) {
    const fields = reading.fields(item, 'a person', KEYS);
    if (!fields) continue;
    const id = readId(reading, fields, 'person', taken);
    if (id !== null && NOT_A_PERSON.includes(id)) {
      reading.error(
        fields.get('id'),
        `"${id}" has a meaning of its own in the rota; give this person another id`,
      );
    }
    const name = reading.text(fields.get('name'), 'a name');
    const email = reading.text(fields.get('email'), 'an email address', 254) ?? '';
    if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
      reading.warn(fields.get('email'), `"${email}" does not look like an email address`);
    const timeZone = readZoneOf(reading, fields, teamZone);
    if (id !== null) people.push({ id, name: name || id, email, timeZone, holidays: '', away: '' });
  }
  return people;
}

/** The `timeZone` of an item, or `otherwise` where it gives none. */
export function readZoneOf(reading: Reading, fields: Fields, otherwise: string): string {
  const node = fields.get('timeZone');
  const text = reading.text(node, 'a time zone', 20_000);
  if (text === null) return otherwise;
  const zone = readZone(text);
  if (zone.ok) return zone.value;
  reading.error(node, zone.error);
  return otherwise;
}
