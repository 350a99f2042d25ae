import type { Node } from 'yaml';
import { type Reading, short } from './reading';

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A list of names of labels, as Prometheus takes them. One that comes twice is warned about and counts once. */
export function readLabelNames(reading: Reading, list: Node | null, label: string): string[] {
  const names: string[] = [];
  for (const item of reading.items(list, label)) {
    const name = reading.text(item, 'the name of a label', 1000);
    if (name === null) continue;
    if (!LABEL.test(name))
      reading.error(
        item,
        `"${short(name)}" cannot be the name of a label; write letters, digits and underscores, such as cluster`,
      );
    else if (names.includes(name)) reading.warn(item, `"${name}" stands in ${label} twice`);
    else names.push(name);
  }
  return names;
}
