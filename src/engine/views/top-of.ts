/** The first `count` of many in order of `compare`, without sorting the rest: about n comparisons when count is small. */
export function topOf<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  const top: T[] = [];
  for (const item of items) {
    if (top.length === count) {
      if (count === 0 || compare(item, top[count - 1] as T) >= 0) continue;
      top.pop();
    }
    let low = 0;
    let high = top.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(item, top[middle] as T) < 0) high = middle;
      else low = middle + 1;
    }
    top.splice(low, 0, item);
  }
  return top;
}
