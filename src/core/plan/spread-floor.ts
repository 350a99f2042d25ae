import type { Category, PlanProblem } from './problem';

/**
 * A spread (most less least) of one figure that no plan can go below, whoever is away: shifts cannot be cut, so of 13
 * weeks among 6 people somebody has one more than somebody else. The relaxation that the solver starts from does cut
 * them and knows of no such floor; with it, most plans are proven best at once.
 *
 * Each shift is taken as its lightest for anybody where that makes the heaviest load lighter, and as its heaviest where
 * that makes the lightest load heavier, so that the floor holds whatever the zones of people.
 */
export function spreadFloor(problem: PlanProblem, category: Category): number {
  const people = problem.people.length;
  const light: number[] = [];
  const heavy: number[] = [];
  for (let slot = 0; slot < problem.slots.length; slot++) {
    const values = problem.loads.map((own) => own[slot]?.[category] ?? 0);
    const most = Math.max(...values);
    if (most === 0) continue;
    heavy.push(most);
    light.push(Math.min(...values));
  }
  const past = problem.past.map((figures) => figures[category]);
  const lightest = sums(light.sort((a, b) => a - b));
  const heaviest = sums(heavy.sort((a, b) => b - a));
  const floor = leastTop(past, lightest) - mostBottom(past, heaviest);
  const even = past.every((value) => value === past[0])
    ? evenFloor(people, lightest, heaviest, grain([...light, ...heavy]))
    : 0;
  return Math.max(0, floor, even);
}

/** `sums[n]`: the first n values together. */
function sums(values: readonly number[]): number[] {
  const all = [0];
  for (const value of values) all.push((all.at(-1) as number) + value);
  return all;
}

/** The least that the most loaded person can have: so much that all can take their share below it. */
function leastTop(past: readonly number[], lightest: readonly number[]): number {
  const tops = past.flatMap((had) => lightest.map((sum) => had + sum)).sort((a, b) => a - b);
  const enough = (top: number) =>
    past.every((had) => had <= top) &&
    past.reduce((all, had) => all + lastIndex(lightest, (sum) => had + sum <= top), 0) >= lightest.length - 1;
  return firstOf(tops, enough);
}

/** The most that the least loaded person can have: all can be lifted to it with the shifts there are. */
function mostBottom(past: readonly number[], heaviest: readonly number[]): number {
  const bottoms = past.flatMap((had) => heaviest.map((sum) => had + sum)).sort((a, b) => b - a);
  const within = (bottom: number) =>
    past.reduce((all, had) => {
      const need = heaviest.findIndex((sum) => had + sum >= bottom);
      return all + (need < 0 ? heaviest.length : need);
    }, 0) <=
    heaviest.length - 1;
  return firstOf(bottoms, within);
}

/**
 * Where all start alike and `count` shifts do not come out even: those with one more shift have together at least the
 * lightest shifts, those with one less at most the heaviest, and the mean of either is a whole number of grains.
 */
function evenFloor(
  people: number,
  lightest: readonly number[],
  heaviest: readonly number[],
  unit: number,
): number {
  const count = lightest.length - 1;
  const each = Math.floor(count / people);
  const more = count - each * people;
  if (more === 0) return 0;
  const top = (lightest[more * (each + 1)] as number) / more;
  const bottom = (heaviest[(people - more) * each] as number) / (people - more);
  const close = 1e-6;
  return Math.ceil(top / unit - close) * unit - Math.floor(bottom / unit + close) * unit;
}

/** The length that all values are multiples of, in hours: an hour, a quarter, a minute; else next to nothing. */
function grain(values: readonly number[]): number {
  for (const parts of [1, 2, 4, 12, 60])
    if (values.every((value) => Math.abs(value * parts - Math.round(value * parts)) < 1e-6)) return 1 / parts;
  return 1e-9;
}

/** By halving: the first value of an ordered list from which on `holds` does; the last value where none is known to. */
function firstOf(values: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return values[low] as number;
}

function lastIndex(values: readonly number[], fits: (value: number) => boolean): number {
  let n = values.length - 1;
  while (n > 0 && !fits(values[n] as number)) n -= 1;
  return n;
}
