import type { Node } from 'yaml';
import type { Person } from '../people/person';
import { readTeamPath } from './path';
import { readHandles } from './read-handles';
import { readId } from './read-id';
import { readQuietHours } from './read-quiet-hours';
import { type Fields, type Reading, short } from './reading';
import { readZone } from './zone';

const KEYS = ['id', 'name', 'email', 'timeZone', 'holidays', 'away', 'quietHours', 'handles'];
/** ISO 3166-1 alpha-2, with a subdivision by ISO 3166-2. */
const REGION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;
/** `person: nobody` takes everyone off, and `everyone` can be paged: neither is somebody. */
const NOT_A_PERSON = ['nobody', 'everyone'];

/** `people:` of the team file. */
export function readPeople(reading: Reading, list: Node | null, teamZone: string): Person[] {
  const people: Person[] = [];
  const taken = new Set<string>();
  const handlesTaken = new Map<string, string>();
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
    const holidays = readRegion(reading, fields);
    const away = readTeamPath(reading, fields.get('away'), '"away"', { example: 'calendars/ada.ics' });
    const quietHours = reading.soft(() => readQuietHours(reading, fields.get('quietHours')));
    const handles = reading.soft(() => readHandles(reading, fields.get('handles'), id ?? '', handlesTaken));
    if (id === null) continue;
    people.push({
      id,
      name: name || id,
      email,
      timeZone,
      holidays,
      away,
      ...(quietHours.length > 0 ? { quietHours } : {}),
      ...(handles.length > 0 ? { handles } : {}),
    });
  }
  return people;
}

function readRegion(reading: Reading, fields: Fields): string {
  const node = fields.get('holidays');
  const text = reading.text(node, '"holidays"', 1000) ?? '';
  if (text === '' || REGION.test(text)) return text;
  const upper = text.toUpperCase();
  const hint = REGION.test(upper) ? `write ${upper}` : 'write for example GB, GB-ENG or IN-KA (ISO 3166)';
  reading.error(node, `"${short(text)}" is not a country or a part of one; ${hint}`);
  return '';
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
