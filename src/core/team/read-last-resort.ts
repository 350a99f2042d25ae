import type { Node } from 'yaml';
import type { PersonId } from '../kernel/ids';
import { type Reading, short } from './reading';
import { didYouMean } from './suggest';

/** `lastResort:` of the team file. Null, everyone, where it is absent or names nobody of the team, which is an error. */
export function readLastResort(
  reading: Reading,
  node: Node | null,
  people: ReadonlySet<string>,
): PersonId | null {
  const text = reading.text(node, '"lastResort"', 1000);
  if (text === null || text === 'everyone') return null;
  const id = /^person:\s*(.*)$/.exec(text)?.[1];
  if (id === undefined)
    reading.error(
      node,
      people.has(text)
        ? `"lastResort" must say what it names; write person:${text}`
        : `"lastResort" cannot be "${short(text)}"; write for example person:ada, or everyone`,
    );
  else if (people.has(id)) return id;
  else reading.error(node, `there is no person "${short(id)}".${didYouMean(id, people)}`);
  return null;
}
