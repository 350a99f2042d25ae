import { isTreeMap, sameTree, type Tree } from './print-tree';

/** More pairs than this are not compared: what differs is then written anew. */
const MAX_COMPARED = 4_000_000;

/**
 * Which item of a list becomes which: by `id` where items have one; else equal ones, as many as can be in their order,
 * and between those a changed mapping from the one at its place.
 * @returns for each of `next` the index in `old`, or -1 for a new one
 */
export function matchItems(old: readonly Tree[], next: readonly Tree[]): number[] {
  if ([...old, ...next].every((item) => idOf(item) !== null)) return byId(old, next);
  const match = equalInOrder(old, next);
  const moved = new Set(match);
  for (const [j, item] of next.entries()) {
    if (match[j] !== -1) continue;
    const found = old.findIndex((candidate, i) => !moved.has(i) && sameTree(candidate, item));
    match[j] = found;
    moved.add(found);
  }
  return isTreeMap(old[0]) ? changedInPlace(old, next, match) : match;
}

/** Mappings that are left over on both sides between the same two neighbours are one that changed. */
function changedInPlace(old: readonly Tree[], next: readonly Tree[], match: number[]): number[] {
  const taken = new Set(match);
  let from = 0;
  for (let j = 0; j < next.length; j++) {
    const found = match[j] as number;
    if (found >= 0) {
      from = found + 1;
      continue;
    }
    const limit = match.slice(j).find((index) => index >= 0) ?? old.length;
    if (from < limit && !taken.has(from) && isTreeMap(next[j])) match[j] = from++;
  }
  return match;
}

/** One whose id is new is the one that is gone and else the same, if there is one: it got another id. */
function byId(old: readonly Tree[], next: readonly Tree[]): number[] {
  const match = next.map((item) => old.findIndex((candidate) => idOf(candidate) === idOf(item)));
  for (const [j, item] of next.entries()) {
    if (match[j] !== -1) continue;
    const rest = nameless(item);
    match[j] = old.findIndex((gone, i) => !match.includes(i) && sameTree(nameless(gone), rest));
  }
  return match;
}

function nameless(item: Tree): Tree {
  return isTreeMap(item) ? { ...item, id: '', name: '' } : item;
}

/** Of a list without duplicates, which stay where they are while the others move: a longest rising run of values. */
export function stayingPut(values: readonly number[]): Set<number> {
  const length: number[] = [];
  const previous: number[] = [];
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    length[i] = 1;
    previous[i] = -1;
    for (let j = 0; j < i; j++) {
      if (
        (values[j] as number) < (values[i] as number) &&
        (length[j] as number) + 1 > (length[i] as number)
      ) {
        length[i] = (length[j] as number) + 1;
        previous[i] = j;
      }
    }
    if (best < 0 || (length[i] as number) > (length[best] as number)) best = i;
  }
  const stay = new Set<number>();
  for (let i = best; i >= 0; i = previous[i] as number) stay.add(values[i] as number);
  return stay;
}

/** A longest common subsequence of equal items. */
function equalInOrder(old: readonly Tree[], next: readonly Tree[]): number[] {
  const match = next.map(() => -1);
  let head = 0;
  while (head < old.length && head < next.length && sameTree(old[head] as Tree, next[head] as Tree)) {
    match[head] = head;
    head++;
  }
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < next.length - head &&
    sameTree(old[old.length - 1 - tail] as Tree, next[next.length - 1 - tail] as Tree)
  ) {
    match[next.length - 1 - tail] = old.length - 1 - tail;
    tail++;
  }
  const rows = old.length - head - tail;
  const columns = next.length - head - tail;
  if (rows === 0 || columns === 0 || rows * columns > MAX_COMPARED) return match;
  const best = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const equal = (i: number, j: number) => sameTree(old[head + i] as Tree, next[head + j] as Tree);
  const at = (i: number, j: number) => (best[i] as Uint32Array)[j] as number;
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      (best[i] as Uint32Array)[j] = equal(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (equal(i, j)) match[head + j++] = head + i++;
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return match;
}

function idOf(item: Tree): string | null {
  const id = isTreeMap(item) ? item['id'] : undefined;
  return typeof id === 'string' ? id : null;
}
