import type { Node } from 'yaml';
import { parseTurn } from '../schedule/parse-turn';
import type { Layer, Turn } from '../schedule/schedule';
import { readTeamPath } from './path';
import { readHours } from './read-hours';
import { readId } from './read-id';
import { readWall } from './read-moment';
import { type Named, readNamed } from './read-named';
import type { Fields, Reading } from './reading';

const LAYER = ['id', 'name', 'people', 'start', 'turn', 'until', 'hours', 'calendar'];
/** What an imported layer has in place of turns of its own; nothing asks for it. */
const NO_TURN: Turn = { every: 1, unit: 'weeks' };

/** `layers:` of a schedule, in their order: a later one wins. */
export function readLayers(reading: Reading, list: Node | null, named: Named): Layer[] {
  const layers: Layer[] = [];
  const taken = new Set<string>();
  for (const item of reading.items(list, 'layers')) {
    const fields = reading.fields(item, 'a layer', LAYER);
    const layer = fields && readLayer(reading, fields, taken, named);
    if (layer) layers.push(layer);
  }
  return layers;
}

function readLayer(reading: Reading, fields: Fields, taken: Set<string>, named: Named): Layer | null {
  const id = readId(reading, fields, 'layer', taken);
  const name = reading.text(fields.get('name'), 'a name');
  const calendar = readTeamPath(reading, fields.get('calendar'), '"calendar"', {
    example: 'calendars/primary.ics',
  });
  const until = readWall(reading, fields, 'until');
  const hours = readHours(reading, fields.get('hours'));
  const given = { id: id ?? '', name: name || (id ?? ''), until, hours };
  if (calendar !== '') {
    for (const key of ['people', 'start', 'turn'])
      if (fields.has(key))
        reading.warn(fields.at(key), `"${key}" has no effect beside "calendar", which says who is on call`);
    return id === null ? null : { ...given, people: [], start: 0, turn: NO_TURN, calendar };
  }
  const people = reading
    .items(fields.get('people'), 'people')
    .map((node) => readNamed(reading, node, 'an entry of people', named));
  if (fields.get('people') === null)
    reading.warn(fields.at('people'), 'this layer has no people, so it has nobody');
  for (const key of ['start', 'turn'])
    if (fields.get(key) === null) reading.error(fields.at(key), `a layer needs "${key}"`);
  const start = readWall(reading, fields, 'start');
  const turn = readTurn(reading, fields);
  if (start !== null && until !== null && until <= start)
    reading.warn(fields.get('until'), '"until" is not after "start", so this layer never has anybody');
  if (id === null || start === null || turn === null) return null;
  return { ...given, people, start, turn, calendar: null };
}

function readTurn(reading: Reading, fields: Fields): Turn | null {
  const node = fields.get('turn');
  const text = reading.text(node, '"turn"', 1000);
  if (text === null) return null;
  const turn = parseTurn(text);
  if (turn.ok) return turn.value;
  reading.error(node, turn.error);
  return null;
}
