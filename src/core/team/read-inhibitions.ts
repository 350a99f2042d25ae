import type { Node } from 'yaml';
import { type Matcher, printMatcher } from '../alert/matcher';
import type { Inhibition } from '../mute/mute';
import { readId } from './read-id';
import { readLabelNames } from './read-label-names';
import { readMatchers } from './read-matchers';
import type { Reading } from './reading';

const KEYS = ['id', 'source', 'target', 'equal'];

/** `inhibitions:` of the team file. One in which something cannot be read is left out, so that it holds nothing back. */
export function readInhibitions(reading: Reading, list: Node | null): Inhibition[] {
  const inhibitions: Inhibition[] = [];
  const taken = new Set<string>();
  for (const item of reading.items(list, 'inhibitions')) {
    const fields = reading.fields(item, 'an inhibition', KEYS);
    if (!fields) continue;
    const before = reading.errors;
    const id = readId(reading, fields, 'inhibition', taken);
    const side = (key: 'source' | 'target'): Matcher[] => {
      const matchers = readMatchers(reading, fields.get(key), key);
      if (matchers?.length === 0)
        reading.error(
          fields.at(key),
          `an inhibition needs matchers in "${key}"; write for example ${key}: [ 'severity="${key === 'source' ? 'critical' : 'warning'}"' ]`,
        );
      return matchers ?? [];
    };
    const source = side('source');
    const target = side('target');
    const equal = readLabelNames(reading, fields.get('equal'), 'equal');
    if (reading.errors > before || id === null) continue;
    if (sameMatchers(source, target))
      reading.warn(
        fields.node,
        'source and target are the same, so this has no effect: what matches both is not held back by another such',
      );
    inhibitions.push({ id, source, target, equal });
  }
  return inhibitions;
}

function sameMatchers(a: readonly Matcher[], b: readonly Matcher[]): boolean {
  const [left, right] = [a, b].map((matchers) => [...new Set(matchers.map(printMatcher))].sort().join('\n'));
  return left === right;
}
