import type { Node } from 'yaml';
import type { SupportHours, Urgency } from '../people/service';
import { readChoice } from './read-choice';
import { readHours } from './read-hours';
import { readZoneOf } from './read-people';
import { readYesNo } from './read-yes-no';
import type { Reading } from './reading';
import { isWeekCovered } from './week-covered';

const KEYS = ['timeZone', 'hours', 'outside', 'criticalToo'];

/**
 * `supportHours:` of a service. Null where absent or where anything in it cannot be read.
 * @param urgency the service's own, for what can never have an effect
 */
export function readSupportHours(
  reading: Reading,
  node: Node | null,
  teamZone: string,
  urgency: Urgency | 'severity',
): SupportHours | null {
  const fields = reading.fields(node, '"supportHours"', KEYS);
  if (!fields) return null;
  const before = reading.errors;
  const hours = readHours(reading, fields.get('hours'));
  if (hours.length === 0 && reading.errors === before)
    reading.error(
      fields.at('hours'),
      '"supportHours" needs "hours"; write for example hours: [ { from: "09:00", to: "18:00" } ]',
    );
  const timeZone = readZoneOf(reading, fields, teamZone);
  const outside = readChoice(reading, fields, 'outside', ['high', 'low'], 'low');
  const criticalToo = readYesNo(reading, fields, 'criticalToo', false);
  if (isWeekCovered(hours))
    reading.warn(fields.at('hours'), 'these hours are the whole week, so there is no time outside of them');
  else if (outside === urgency)
    reading.warn(
      fields.has('outside') ? fields.at('outside') : fields.node,
      `the urgency is ${urgency} within these hours as well, so they have no effect`,
    );
  else if (outside === 'high' && criticalToo)
    reading.warn(fields.at('criticalToo'), '"criticalToo" has no effect: outside of the hours all is high');
  if (reading.errors > before || outside === null) return null;
  return { hours, timeZone, outside, criticalToo };
}
