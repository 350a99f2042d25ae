import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeLabels } from './labels';
import { matchesAll, parseMatcher } from './matcher';
import { MatcherIndex } from './matcher-index';

const NAMES = ['severity', 'service', 'node', 'service.name'] as const;
const matcher = fc
  .record({
    name: fc.constantFrom(...NAMES),
    operator: fc.constantFrom('=', '!=', '=~', '!~'),
    value: fc.constantFrom('', 'a', 'b', 'a|b', 'b|c|b', '.*', '.+', 'a b'),
  })
  .map(({ name, operator, value }) => {
    const read = parseMatcher(`"${name}"${operator}"${value}"`);
    if (!read.ok) throw new Error(read.error);
    return read.value;
  });
const labels = fc
  .record(Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom('', 'a', 'b', 'c', 'a b')])))
  .map((of) => makeLabels(Object.entries(of).filter(([, value]) => value !== '')));

it('finds the same as asking each list of matchers, in their order', () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(matcher, { maxLength: 3 }), { maxLength: 12 }),
      fc.array(labels, { maxLength: 5 }),
      (lists, asked) => {
        const index = new MatcherIndex(lists.map((matchers, value) => ({ matchers, value })));
        for (const each of asked) {
          const wanted = [...lists.keys()].filter((i) => matchesAll(lists[i] ?? [], each));
          expect(index.matching(each)).toEqual(wanted);
          found += wanted.length;
        }
      },
    ),
    { numRuns: 1000 },
  );
  expect(found).toBeGreaterThan(1000);
});
