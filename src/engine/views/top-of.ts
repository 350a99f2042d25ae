/** The first `count` of many in order of `compare`, without sorting the rest: about n comparisons when count is small. */
export function topOf<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  const top: T[] = [];
  for (const item of items) {
    const full = top.length === count;
    if (full && (count === 0 || compare(item, top[count - 1] as T) >= 0)) continue;
    let low = 0;
    let high = full ? count - 1 : top.length;
    let place = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(item, top[middle] as T) < 0) high = middle;
      else low = middle + 1;
    }
    // By hand: splice makes an array each time, which thousands of calls pay for.
    for (; place > low; place--) top[place] = top[place - 1] as T;
    top[low] = item;
  }
  return top;
}
