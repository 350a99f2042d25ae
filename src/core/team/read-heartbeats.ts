import type { Node } from 'yaml';
import { matchesAll } from '../alert/matcher';
import type { Heartbeat } from '../heartbeat/heartbeat';
import type { SourceConfig } from '../source/source-config';
import { DAY, printDuration, SECOND } from '../time/duration';
import { readDuration } from './read-duration';
import { readId, readReference } from './read-id';
import { readMatchers } from './read-matchers';
import type { Reading } from './reading';

const KEYS = ['id', 'name', 'match', 'within', 'service'];

/** `heartbeats:` of the team file. One in which something cannot be read is left out, and it is told. */
export function readHeartbeats(
  reading: Reading,
  list: Node | null,
  services: ReadonlySet<string>,
  sources: readonly SourceConfig[],
): Heartbeat[] {
  const heartbeats: Heartbeat[] = [];
  const taken = new Set<string>();
  for (const item of reading.items(list, 'heartbeats')) {
    const fields = reading.fields(item, 'a heartbeat', KEYS);
    if (!fields) continue;
    const service = readReference(reading, fields.get('service'), 'a service', 'service', services) ?? '';
    const before = reading.errors;
    const id = readId(reading, fields, 'heartbeat', taken);
    const name = reading.text(fields.get('name'), 'a name');
    const listed = fields.get('match');
    const match = listed === null ? null : readMatchers(reading, listed, 'match');
    // None at all, or such as `team!="x"`: they hold for an alert without labels.
    if (match !== null && matchesAll(match, []))
      reading.error(
        listed,
        'every alert would be this heartbeat; name one that always fires, or leave "match" out where a job calls',
      );
    if (fields.get('within') === null)
      reading.error(fields.at('within'), 'a heartbeat needs "within"; write for example within: 5m');
    const within = readDuration(reading, fields, 'within', 0, { min: SECOND, max: 366 * DAY });
    if (id === null || reading.errors > before) continue;
    const slow = sources.length > 0 ? Math.min(...sources.map((s) => (s.type === 'push' ? 0 : s.every))) : 0;
    if (match !== null && slow >= within)
      reading.warn(
        fields.at('within'),
        `no source is asked more often than every ${printDuration(slow)}, so this is called missing again and again`,
      );
    heartbeats.push({ id, name: name || id, match, within, service });
  }
  return heartbeats;
}
