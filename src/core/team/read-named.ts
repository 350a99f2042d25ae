import type { Node } from 'yaml';
import type { PersonId } from '../kernel/ids';
import { readReference } from './read-id';
import type { Reading } from './reading';

/** Who may be named in a schedule; how many were that are not there. */
export type Named = { readonly people: ReadonlySet<string>; unknown: number };

/** A person of the rota, or `nobody`. Null for nobody, also for one that is not there, which is told and counted. */
export function readNamed(reading: Reading, node: Node | null, label: string, named: Named): PersonId | null {
  const text = reading.text(node, label, 1000);
  if (text === null || text === 'nobody') return null;
  const id = readReference(reading, node, label, 'person', named.people);
  if (id === null) named.unknown++;
  return id;
}
