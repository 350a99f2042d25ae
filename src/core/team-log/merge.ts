import type { ActId } from '../kernel/ids';
import type { Act } from './act';
import { printAct } from './print-act';
import { compareStamps } from './stamp';

export type Merged = {
  /** In the order of their stamps, each once. */
  readonly acts: readonly Act[];
  /** Ids that two different acts bear, in the order of the acts; of each the one whose line comes first in the order of texts was taken. */
  readonly clashes: readonly ActId[];
};

/**
 * The union of two lists of acts. Commutative, associative and idempotent in `acts`, whatever arrived how often and
 * when. Takes time in proportion to both lists.
 * @param a as `inStampOrder` or this function gives it; so `b`
 */
export function mergeActs(a: readonly Act[], b: readonly Act[]): Merged {
  if (b.length === 0) return { acts: a, clashes: [] };
  if (a.length === 0) return { acts: b, clashes: [] };
  const acts: Act[] = [];
  const clashes: ActId[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as Act, b[j] as Act];
    const order = compareStamps(left.stamp, right.stamp);
    if (order === 0) {
      const kept = oneOf(left, right);
      if (kept.clash) clashes.push(left.id);
      acts.push(kept.act);
      i += 1;
      j += 1;
    } else if (order < 0) {
      acts.push(left);
      i += 1;
    } else {
      acts.push(right);
      j += 1;
    }
  }
  for (; i < a.length; i += 1) acts.push(a[i] as Act);
  for (; j < b.length; j += 1) acts.push(b[j] as Act);
  return { acts, clashes };
}

/** Acts as they come, in the order of their stamps, each once. */
export function inStampOrder(acts: readonly Act[]): Merged {
  const sorted = isInOrder(acts) ? acts : acts.toSorted((a, b) => compareStamps(a.stamp, b.stamp));
  const once: Act[] = [];
  const clashes: ActId[] = [];
  for (const act of sorted) {
    const last = once.at(-1);
    if (last?.id !== act.id) once.push(act);
    else {
      const kept = oneOf(last, act);
      once[once.length - 1] = kept.act;
      if (kept.clash && clashes.at(-1) !== act.id) clashes.push(act.id);
    }
  }
  return { acts: once, clashes };
}

function isInOrder(acts: readonly Act[]): boolean {
  return acts.every(({ stamp }, i) => i === 0 || compareStamps((acts[i - 1] as Act).stamp, stamp) <= 0);
}

/** Of two acts of one id every desktop takes the same: the one whose line is the lesser text. */
function oneOf(a: Act, b: Act): { act: Act; clash: boolean } {
  if (a === b) return { act: a, clash: false };
  const [left, right] = [printAct(a), printAct(b)];
  return { act: left <= right ? a : b, clash: left !== right };
}
