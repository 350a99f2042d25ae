/** Repeatable chance for the demo: the same seed gives the same month. */
export type Dice = {
  /** At least 0, less than 1. */
  roll(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
};

/** mulberry32 (Tommy Ettinger, public domain). */
export function makeDice(seed: number): Dice {
  let state = Math.trunc(seed) % 2 ** 32;
  const roll = () => {
    state = Math.trunc((state + 0x6d2b79f5) % 2 ** 32);
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return diceOf(roll);
}

/** Dice over any source of numbers from 0 to 1. */
export function diceOf(roll: () => number): Dice {
  const between = (low: number, high: number) => low + Math.floor(roll() * (high - low + 1));
  return {
    roll,
    between,
    pick: (items) => items[Math.min(items.length - 1, Math.floor(roll() * items.length))] ?? items[0],
  };
}
