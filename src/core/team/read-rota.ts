import type { Node } from 'yaml';
import { parseDuration } from '../time/duration';
import { readId, readReference } from './read-id';
import { readZoneOf } from './read-people';
import { type Fields, type Reading, short } from './reading';
import { didYouMean } from './suggest';

const SCHEDULE = ['id', 'name', 'timeZone', 'layers', 'overrides'];
const LAYER = ['id', 'name', 'people', 'start', 'turn', 'until', 'hours'];
const HOURS = ['days', 'from', 'to', 'calendar'];
const OVERRIDE = ['person', 'start', 'end', 'reason'];
const ESCALATION = ['id', 'name', 'steps', 'repeat'];
const STEP = ['after', 'page'];

/**
 * `schedules:`: only their shape, for now: ids, people, zones and keys. When turns change hands is not read yet.
 * @returns the ids.
 */
export function checkSchedules(
  reading: Reading,
  list: Node | null,
  people: ReadonlySet<string>,
  teamZone: string,
): Set<string> {
  const ids = new Set<string>();
  for (const item of reading.items(list, 'schedules')) {
    const fields = reading.fields(item, 'a schedule', SCHEDULE);
    if (!fields) continue;
    readId(reading, fields, 'schedule', ids);
    reading.text(fields.get('name'), 'a name');
    readZoneOf(reading, fields, teamZone);
    const layers = new Set<string>();
    for (const layer of reading.items(fields.get('layers'), 'layers'))
      checkLayer(reading, layer, layers, people);
    const withNobody = new Set([...people, 'nobody']);
    for (const override of reading.items(fields.get('overrides'), 'overrides'))
      checkOverride(reading, override, withNobody);
  }
  return ids;
}

function checkLayer(reading: Reading, item: Node, taken: Set<string>, people: ReadonlySet<string>): void {
  const fields = reading.fields(item, 'a layer', LAYER);
  if (!fields) return;
  readId(reading, fields, 'layer', taken);
  reading.text(fields.get('name'), 'a name');
  readTurns(reading, fields.get('people'), people);
  for (const key of ['start', 'turn'] as const) need(reading, fields, key, 'a layer');
  reading.text(fields.get('until'), '"until"', 40);
  for (const window of reading.items(fields.get('hours'), 'hours')) {
    const hours = reading.fields(window, 'a window of hours', HOURS);
    if (!hours) continue;
    for (const key of ['from', 'to', 'calendar']) reading.text(hours.get(key), `"${key}"`);
    for (const day of reading.items(hours.get('days'), 'days')) reading.text(day, 'a day', 20);
  }
}

/** People of a layer, in turn; unlike owners, one may come twice. */
function readTurns(reading: Reading, list: Node | null, people: ReadonlySet<string>): void {
  for (const item of reading.items(list, 'people'))
    readReference(reading, item, 'an entry of people', 'person', people);
}

function checkOverride(reading: Reading, item: Node, people: ReadonlySet<string>): void {
  const fields = reading.fields(item, 'an override', OVERRIDE);
  if (!fields) return;
  if (need(reading, fields, 'person', 'an override'))
    readReference(reading, fields.get('person'), '"person"', 'person', people);
  for (const key of ['start', 'end'] as const) need(reading, fields, key, 'an override');
  reading.text(fields.get('reason'), 'a reason', 1000);
}

/** `escalations:`: only their shape, for now. @returns the ids. */
export function checkEscalations(
  reading: Reading,
  list: Node | null,
  people: ReadonlySet<string>,
  schedules: ReadonlySet<string>,
): Set<string> {
  const ids = new Set<string>();
  for (const item of reading.items(list, 'escalations')) {
    const fields = reading.fields(item, 'an escalation', ESCALATION);
    if (!fields) continue;
    readId(reading, fields, 'escalation', ids);
    reading.text(fields.get('name'), 'a name');
    const repeat = reading.text(fields.get('repeat'), '"repeat"');
    if (repeat !== null && !/^\d{1,3}$/.test(repeat))
      reading.error(fields.get('repeat'), `"repeat" must be a whole number from 0 to 999`);
    for (const step of reading.items(fields.get('steps'), 'steps')) {
      const parts = reading.fields(step, 'a step', STEP);
      if (!parts) continue;
      const after = reading.text(parts.get('after'), '"after"');
      const duration = after === null ? null : parseDuration(after);
      if (duration && !duration.ok) reading.error(parts.get('after'), duration.error);
      for (const target of reading.items(parts.get('page'), 'page'))
        checkTarget(reading, target, people, schedules);
    }
  }
  return ids;
}

function checkTarget(
  reading: Reading,
  node: Node,
  people: ReadonlySet<string>,
  schedules: ReadonlySet<string>,
): void {
  const text = reading.text(node, 'whom to page');
  if (text === null || text === 'everyone') return;
  const m = /^(person|schedule):\s*(.*)$/.exec(text);
  if (!m) {
    reading.error(node, `"${short(text)}" cannot be paged; write person:<id>, schedule:<id> or everyone`);
    return;
  }
  const [, kind, id] = m as unknown as [string, string, string];
  const known = kind === 'person' ? people : schedules;
  if (known.has(id)) return;
  const message = `there is no ${kind} "${short(id)}".${didYouMean(id, known)}`;
  // A team may plan its steps before its schedules: nobody is paged by it, and it says so.
  if (kind === 'person') reading.error(node, message);
  else reading.warn(node, message);
}

function need(reading: Reading, fields: Fields, key: string, what: string): boolean {
  if (fields.get(key) === null) {
    reading.error(fields.at(key), `${what} needs "${key}"`);
    return false;
  }
  return reading.text(fields.get(key), `"${key}"`) !== null;
}
