import type { Node } from 'yaml';
import type { Maintenance } from '../mute/mute';
import { DAY } from '../time/duration';
import { readHours } from './read-hours';
import { readId, readReferences } from './read-id';
import { readMoment } from './read-moment';
import { readZoneOf } from './read-people';
import { type Fields, type Reading } from './reading';
import { isWeekCovered } from './week-covered';

const KEYS = ['id', 'services', 'start', 'end', 'hours', 'timeZone', 'reason'];
/** What a window of the team file is called beside those of the log. */
export const MAINTENANCE_PREFIX = 'file:';
/** A longer one is a slip of the keys. */
const LONGEST = 366 * DAY;

/** `maintenance:` of the team file. One in which something cannot be read is left out, so that it holds nothing back. */
export function readMaintenance(
  reading: Reading,
  list: Node | null,
  services: ReadonlySet<string>,
  teamZone: string,
): Maintenance[] {
  const windows: Maintenance[] = [];
  const taken = new Set<string>();
  for (const item of reading.items(list, 'maintenance')) {
    const fields = reading.fields(item, 'a maintenance window', KEYS);
    if (!fields) continue;
    const before = reading.errors;
    const id = readId(reading, fields, 'maintenance window', taken);
    if (fields.get('services') === null)
      reading.error(
        fields.at('services'),
        'a maintenance window needs "services"; write for example services: [checkout], or [] for all of them',
      );
    const named = readReferences(reading, fields.get('services'), 'services', 'service', services);
    const reason = reading.text(fields.get('reason'), 'a reason', 1000) ?? '';
    const timeZone = readZoneOf(reading, fields, teamZone);
    const when =
      fields.get('hours') === null
        ? readOnce(reading, fields, timeZone, teamZone)
        : readWeekly(reading, fields, timeZone);
    // A service that is not there must not make the window one of all services.
    if (id === null || when === null || reading.errors > before) continue;
    windows.push({ id: `${MAINTENANCE_PREFIX}${id}`, services: [...new Set(named)], reason, by: null, when });
  }
  return windows;
}

function readOnce(
  reading: Reading,
  fields: Fields,
  timeZone: string,
  teamZone: string,
): Maintenance['when'] | null {
  for (const key of ['start', 'end'])
    if (fields.get(key) === null)
      reading.error(fields.at(key), `a maintenance window needs "${key}", or "hours" for one of every week`);
  const start = readMoment(reading, fields, 'start', timeZone);
  const end = readMoment(reading, fields, 'end', timeZone);
  if (start === null || end === null) return null;
  if (end.at <= start.at) reading.error(fields.get('end'), 'this window does not end after it starts');
  else if (end.at - start.at > LONGEST)
    reading.error(fields.get('end'), 'a maintenance window is at most 366 days long');
  const zone = timeZone === teamZone ? {} : { timeZone };
  return { kind: 'once', start: start.at, end: end.at, ...zone };
}

function readWeekly(reading: Reading, fields: Fields, timeZone: string): Maintenance['when'] | null {
  for (const key of ['start', 'end'])
    if (fields.has(key))
      reading.error(fields.at(key), `a window has "start" and "end", or "hours" for every week, not both`);
  const before = reading.errors;
  const hours = readHours(reading, fields.get('hours'));
  if (reading.errors === before && hours.length === 0)
    reading.error(fields.get('hours'), '"hours" is empty, so the window would never open');
  if (isWeekCovered(hours))
    reading.error(fields.get('hours'), 'this window never closes, so nobody would ever be paged about it');
  return { kind: 'weekly', hours, timeZone };
}
