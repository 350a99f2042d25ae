import type { Node } from 'yaml';
import type { FlapRule, Grouping } from '../mute/mute';
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration';
import { readDuration } from './read-duration';
import { readLabelNames } from './read-label-names';
import { type Reading, short } from './reading';

/** Alertmanager's group_wait. */
export const GROUP_WAIT = 30 * SECOND;
/** What a rule about flapping says where it leaves something out. */
export const FLAPPING: FlapRule = { changes: 4, within: 30 * MINUTE, steady: 5 * MINUTE };

/** `group:` of a service. Null where absent or where anything in it cannot be read: then each alert is an incident. */
export function readGrouping(reading: Reading, node: Node | null): Grouping | null {
  const fields = reading.fields(node, '"group"', ['by', 'wait', 'window']);
  if (!fields) return null;
  const before = reading.errors;
  if (fields.get('by') === null)
    reading.error(
      fields.at('by'),
      '"group" needs "by"; write for example by: [alertname, cluster], or by: [] for all of the service',
    );
  const by = readLabelNames(reading, fields.get('by'), 'by');
  const wait = readDuration(reading, fields, 'wait', GROUP_WAIT, { min: 0, max: HOUR });
  const window =
    fields.get('window') === null
      ? null
      : readDuration(reading, fields, 'window', 0, { min: SECOND, max: DAY });
  return reading.errors > before ? null : { by, wait, window };
}

/** `flapping:` of a service. Null where absent or where anything in it cannot be read. */
export function readFlapping(reading: Reading, node: Node | null): FlapRule | null {
  const fields = reading.fields(node, '"flapping"', ['changes', 'within', 'steady']);
  if (!fields) return null;
  const before = reading.errors;
  const text = reading.text(fields.get('changes'), '"changes"', 1000);
  const changes = text === null ? FLAPPING.changes : /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (changes < 2 || changes > 100)
    reading.error(
      fields.get('changes'),
      `"changes" must be a whole number from 2 to 100, not "${short(text ?? '')}"`,
    );
  const limits = { min: SECOND, max: DAY };
  const within = readDuration(reading, fields, 'within', FLAPPING.within, limits);
  const steady = readDuration(reading, fields, 'steady', FLAPPING.steady, limits);
  return reading.errors > before ? null : { changes, within, steady };
}
