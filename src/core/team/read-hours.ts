import type { Node } from 'yaml';
import { parseHours } from '../schedule/parse-hours';
import type { Hours } from '../schedule/schedule';
import { readTeamPath } from './path';
import type { Reading } from './reading';

const HOURS = ['days', 'from', 'to', 'calendar'];

/** `hours:` of a layer, and of all else that goes by hours: a union of windows. */
export function readHours(reading: Reading, list: Node | null, label = 'hours'): Hours[] {
  const read: Hours[] = [];
  for (const item of reading.items(list, label)) {
    const fields = reading.fields(item, 'a window of hours', HOURS);
    if (!fields) continue;
    const errors = reading.errors;
    const text = (key: 'from' | 'to') => reading.text(fields.get(key), `"${key}"`) ?? '';
    const calendar = readTeamPath(reading, fields.get('calendar'), '"calendar"', {
      example: 'calendars/xnys.ics',
    });
    const days = reading.items(fields.get('days'), 'days').map((node) => reading.text(node, 'a day') ?? '');
    const window = {
      days: fields.get('days') === null ? null : days,
      from: text('from'),
      to: text('to'),
      calendar,
    };
    // What is wrong with a key is told; what follows from it need not be.
    if (reading.errors > errors) continue;
    const hours = parseHours(window);
    if (hours.ok) read.push(hours.value);
    else reading.error(fields.get(hours.error.at) ?? fields.node, hours.error.message);
  }
  return read;
}
