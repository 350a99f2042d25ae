/** A list with the item at `at` replaced. */
export function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  return list.map((old, index) => (index === at ? item : old));
}

/** A list without the item at `at`. */
export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, index) => index !== at);
}

/** A list in which the item at `from` stands at `to`; places beyond the ends are the ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = without(list, from);
  const target = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, target), ...list.slice(from, from + 1), ...rest.slice(target)];
}
