import type { Node } from 'yaml';
import type { Schedule } from '../schedule/schedule';
import { readId } from './read-id';
import { readLayers } from './read-layers';
import type { Named } from './read-named';
import { readOverrides } from './read-overrides';
import { readZoneOf } from './read-people';
import type { Reading } from './reading';

const SCHEDULE = ['id', 'name', 'timeZone', 'layers', 'overrides'];

/**
 * `schedules:` of the team file. One in which something cannot be read is left out, whole: half of its layers would
 * put the wrong person on call. A person that is not there is told as an error, and is nobody in their turn.
 * @returns them, and the ids of all that the file names
 */
export function readSchedules(
  reading: Reading,
  list: Node | null,
  people: ReadonlySet<string>,
  teamZone: string,
): { schedules: Schedule[]; ids: ReadonlySet<string> } {
  const ids = new Set<string>();
  const schedules: Schedule[] = [];
  let overrides = 0;
  reading.soft(() => {
    for (const item of reading.items(list, 'schedules')) {
      const named: Named = { people, unknown: 0 };
      const before = reading.errors;
      const schedule = readSchedule(reading, item, ids, named, teamZone, overrides);
      overrides += schedule?.overrides.length ?? 0;
      if (schedule && reading.errors - before === named.unknown) schedules.push(schedule);
    }
  });
  return { schedules, ids };
}

function readSchedule(
  reading: Reading,
  item: Node,
  ids: Set<string>,
  named: Named,
  teamZone: string,
  overridesBefore: number,
): Schedule | null {
  const fields = reading.fields(item, 'a schedule', SCHEDULE);
  if (!fields) return null;
  const id = readId(reading, fields, 'schedule', ids);
  const name = reading.text(fields.get('name'), 'a name');
  const timeZone = readZoneOf(reading, fields, teamZone);
  const layers = readLayers(reading, fields.get('layers'), named);
  const overrides = readOverrides(
    reading,
    fields.get('overrides'),
    named,
    { id: id ?? '', timeZone },
    overridesBefore,
  );
  if (!fields.has('layers'))
    reading.warn(fields.node, 'this schedule has no layers, so nobody is on call but by overrides');
  return id === null ? null : { id, name: name || id, timeZone, layers, overrides };
}
