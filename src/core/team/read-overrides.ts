import type { Node } from 'yaml';
import type { Override } from '../schedule/schedule';
import { readMoment } from './read-moment';
import { type Named, readNamed } from './read-named';
import type { Reading } from './reading';

const OVERRIDE = ['person', 'start', 'end', 'reason'];

/**
 * `overrides:` of a schedule. A person that is not there is nobody for that span. @param before how many overrides the
 * file has before these
 */
export function readOverrides(
  reading: Reading,
  list: Node | null,
  named: Named,
  schedule: { id: string; timeZone: string },
  before: number,
): Override[] {
  const overrides: Override[] = [];
  for (const item of reading.items(list, 'overrides')) {
    const fields = reading.fields(item, 'an override', OVERRIDE);
    if (!fields) continue;
    for (const key of ['person', 'start', 'end'])
      if (fields.get(key) === null) reading.error(fields.at(key), `an override needs "${key}"`);
    const person = readNamed(reading, fields.get('person'), '"person"', named);
    const start = readMoment(reading, fields, 'start', schedule.timeZone);
    const end = readMoment(reading, fields, 'end', schedule.timeZone);
    const reason = reading.text(fields.get('reason'), 'a reason', 1000) ?? '';
    if (start === null || end === null) continue;
    // Of two wall clocks the clock's own change may turn the instants round: then it is of no length.
    const length = start.wall !== null && end.wall !== null ? end.wall - start.wall : end.at - start.at;
    if (length < 0) reading.error(fields.get('end'), 'this override ends before it starts');
    else if (end.at <= start.at)
      reading.warn(fields.get('end'), 'this override ends when it starts, so it has no effect');
    overrides.push({
      id: `file:${before + overrides.length + 1}`,
      schedule: schedule.id,
      person,
      start: start.at,
      end: Math.max(start.at, end.at),
      reason,
      origin: { kind: 'file', line: reading.lineOf(item) },
    });
  }
  return overrides;
}
