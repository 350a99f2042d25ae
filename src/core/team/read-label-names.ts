import type { Node } from 'yaml';
import { type Reading, short } from './reading';

/** What a matcher's name may be without quotes, and what OpenTelemetry has: `service.name`. */
const LABEL = /^[^\s"'{}=~!,]+$/;

/** A list of names of labels, as Prometheus takes them. One that comes twice is warned about and counts once. */
export function readLabelNames(reading: Reading, list: Node | null, label: string): string[] {
  const names: string[] = [];
  for (const item of reading.items(list, label)) {
    const name = reading.text(item, 'the name of a label', 1000);
    if (name === null) continue;
    if (!LABEL.test(name))
      reading.error(item, `"${short(name)}" cannot be the name of a label; write for example cluster`);
    else if (names.includes(name)) reading.warn(item, `"${name}" stands in ${label} twice`);
    else names.push(name);
  }
  return names;
}
