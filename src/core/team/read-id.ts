import type { Node } from 'yaml';
import { type Fields, type Reading, short } from './reading';
import { didYouMean } from './suggest';

/** What every `id` of a team file looks like. */
export const ID = /^[a-z0-9][a-z0-9._-]{0,59}$/;
export const ID_RULE =
  'lower-case letters, digits, dots, dashes and underscores, 60 at most, a letter or digit first';

/** Reads the `id` of an item and remembers it in `taken`. Null where it cannot be used. */
export function readId(reading: Reading, fields: Fields, what: string, taken: Set<string>): string | null {
  const node = fields.get('id');
  const id = reading.text(node, `the id of a ${what}`, 1000);
  if (id === null) {
    if (node === null)
      reading.error(fields.at('id'), `this ${what} has no id; write for example id: ${example(what)}`);
    return null;
  }
  if (!ID.test(id)) {
    const lower = id.toLowerCase();
    const hint = ID.test(lower) ? `; write ${lower}` : ` (${ID_RULE})`;
    reading.error(node, `"${short(id)}" cannot be an id${hint}`);
    return null;
  }
  if (taken.has(id)) {
    reading.error(node, `two ${plural(what)} have the id "${id}"; give one of them another`);
    return null;
  }
  taken.add(id);
  return id;
}

/** Reads a list of ids that must be among `known`. */
export function readReferences(
  reading: Reading,
  list: Node | null,
  label: string,
  what: string,
  known: ReadonlySet<string>,
): string[] {
  const ids: string[] = [];
  for (const item of reading.items(list, label)) {
    const id = readReference(reading, item, `an entry of ${label}`, what, known);
    if (id === null) continue;
    if (ids.includes(id)) reading.warn(item, `"${id}" stands in ${label} twice`);
    ids.push(id);
  }
  return ids;
}

/** Reads one id that must be among `known`. */
export function readReference(
  reading: Reading,
  node: Node | null,
  label: string,
  what: string,
  known: ReadonlySet<string>,
): string | null {
  const id = reading.text(node, label, 1000);
  if (id === null) return null;
  if (known.has(id)) return id;
  reading.unknown(node, `there is no ${what} "${short(id)}".${didYouMean(id, known)}`);
  return null;
}

function plural(what: string): string {
  return what === 'person' ? 'people' : `${what}s`;
}

function example(what: string): string {
  switch (what) {
    case 'person':
      return 'ada';
    case 'source':
      return 'prod-alertmanager';
    case 'service':
      return 'checkout';
    case 'inhibition':
      return 'node-down';
    case 'maintenance window':
      return 'db-upgrade';
    case 'heartbeat':
      return 'nightly-backup';
    default:
      return 'primary';
  }
}
