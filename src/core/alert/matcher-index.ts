import { type Labels, labelValue } from './labels';
import { type Matcher, matchesAll } from './matcher';

type Entry<T> = { readonly matchers: readonly Matcher[]; readonly value: T };
type Placed<T> = Entry<T> & { readonly at: number };

/** Alternatives of plain text, `warning|info`, are as good as so many equalities. */
const PLAIN_ALTERNATIVES = /^[\w -]+(?:\|[\w -]+)*$/;

/**
 * Finds which of many lists of matchers hold for a label set, without trying them all: each list stands under the values
 * of one label that it must equal. Of several such labels the one that tells most lists apart is taken.
 */
export class MatcherIndex<T> {
  readonly #byName = new Map<string, Map<string, Placed<T>[]>>();
  /** Those that demand no certain value. */
  readonly #others: Placed<T>[] = [];

  constructor(entries: readonly Entry<T>[]) {
    const spread = new Map<string, Set<string>>();
    for (const { matchers } of entries)
      for (const matcher of matchers)
        for (const value of valuesOf(matcher)) {
          const seen = spread.get(matcher.name) ?? new Set();
          spread.set(matcher.name, seen.add(value));
        }
    for (const [at, entry] of entries.entries()) {
      const best = entry.matchers
        .filter((matcher) => valuesOf(matcher).length > 0)
        .toSorted((a, b) => (spread.get(b.name)?.size ?? 0) - (spread.get(a.name)?.size ?? 0))[0];
      if (best === undefined) this.#others.push({ ...entry, at });
      else for (const value of valuesOf(best)) this.#put(best.name, value, { ...entry, at });
    }
  }

  /** The values whose matchers all hold, in the order in which they were given. */
  matching(labels: Labels): readonly T[] {
    const found = this.#others.filter(({ matchers }) => matchesAll(matchers, labels));
    for (const [name, byValue] of this.#byName)
      for (const entry of byValue.get(labelValue(labels, name)) ?? [])
        if (matchesAll(entry.matchers, labels)) found.push(entry);
    return found.toSorted((a, b) => a.at - b.at).map(({ value }) => value);
  }

  #put(name: string, value: string, entry: Placed<T>): void {
    const byValue = this.#byName.get(name) ?? new Map<string, Placed<T>[]>();
    this.#byName.set(name, byValue);
    const there = byValue.get(value);
    if (there) there.push(entry);
    else byValue.set(value, [entry]);
  }
}

/** The values one of which a matcher demands, each once; [] where it takes others as well. */
function valuesOf({ operator, value }: Matcher): readonly string[] {
  if (operator === '=') return [value];
  if (operator === '=~' && PLAIN_ALTERNATIVES.test(value)) return [...new Set(value.split('|'))];
  return [];
}
