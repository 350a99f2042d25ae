import type { Turn } from '../schedule/schedule';
import { lengthOf } from '../schedule/turns';
import type { Instant } from '../time/instant';
import { instantOf, type Wall, wallOf } from '../time/wall';

/** A rotation that begins with a handoff. */
export type Aligned<Person> = { readonly start: Wall; readonly people: readonly Person[] };

/**
 * Turns that are counted from `anchor` while the rotation itself begins at `start`, as a rotation whose first handoff is
 * the last one not after `start`: its people are turned so that everybody keeps their turns.
 */
export function aligned<Person>(
  anchor: Instant,
  start: Instant,
  turn: Turn,
  zone: string,
  people: readonly Person[],
): Aligned<Person> {
  const length = lengthOf(turn);
  const wall = wallOf(anchor, zone);
  let k: number;
  let first: Wall;
  if (turn.unit === 'hours') {
    k = Math.floor((start - anchor) / length);
    // A wall clock that comes twice names the first of them only: then an earlier handoff is named.
    while (instantOf(wallOf(anchor + k * length, zone), zone) !== anchor + k * length) k--;
    first = wallOf(anchor + k * length, zone);
  } else {
    k = Math.floor((wallOf(start, zone) - wall) / length);
    while (instantOf(wall + k * length, zone) > start) k--;
    while (instantOf(wall + (k + 1) * length, zone) <= start) k++;
    first = wall + k * length;
  }
  const n = people.length;
  const turned = n === 0 ? 0 : ((k % n) + n) % n;
  return { start: first, people: [...people.slice(turned), ...people.slice(0, turned)] };
}
