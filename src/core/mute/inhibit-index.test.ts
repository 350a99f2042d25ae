import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Labels, labelValue, makeLabels } from '../alert/labels';
import { matchesAll, parseMatcher } from '../alert/matcher';
import { InhibitIndex } from './inhibit-index';
import type { Inhibition } from './mute';

const matchers = (...texts: string[]) =>
  texts.map((text) => {
    const read = parseMatcher(text);
    if (!read.ok) throw new Error(read.error);
    return read.value;
  });
const rule = (id: string, source: string[], target: string[], equal: string[] = []): Inhibition => ({
  id,
  source: matchers(...source),
  target: matchers(...target),
  equal,
});
const labels = (of: Record<string, string>): Labels => makeLabels(Object.entries(of));

const NODE_DOWN = rule('node-down', ['alertname="NodeDown"'], ['severity=~"warning|info"'], ['node']);
const down = labels({ alertname: 'NodeDown', node: 'a', severity: 'critical' });
const slow = labels({ alertname: 'DiskSlow', node: 'a', severity: 'warning' });

describe('inhibition', () => {
  it('holds a target back while a source fires with equal labels, and says by which', () => {
    const index = new InhibitIndex<string>([NODE_DOWN]);
    index.add('t', slow);
    expect(index.inhibitedBy(slow)).toBeNull();
    index.add('s', down);
    expect(index.inhibitedBy(slow)).toEqual({ rule: NODE_DOWN, by: 's' });
    expect(index.inhibitedBy(labels({ node: 'b', severity: 'warning' }))).toBeNull();
    expect(index.inhibitedBy(labels({ node: 'a', severity: 'critical' }))).toBeNull();
    expect(index.inhibitedBy(down)).toBeNull();
    expect(index.targetsOf('s')).toEqual(['t']);
    expect(index.targetsOf('t')).toEqual([]);
    index.remove('s');
    expect(index.inhibitedBy(slow)).toBeNull();
    expect(index.targetsOf('s')).toEqual([]);
  });

  it('a label that is missing equals one that is empty', () => {
    const index = new InhibitIndex<string>([NODE_DOWN]);
    index.add('s', labels({ alertname: 'NodeDown', node: '' }));
    expect(index.inhibitedBy(labels({ severity: 'info' }))?.by).toBe('s');
    expect(index.inhibitedBy(slow)).toBeNull();
  });

  it('an alert of both sides is held back by a source that is none, never by another such nor by itself', () => {
    const both = rule('same', ['severity=~"critical|warning"'], ['severity=~"warning|info"']);
    const index = new InhibitIndex<string>([both]);
    const warning = labels({ severity: 'warning' });
    index.add('w1', warning);
    index.add('w2', warning);
    expect(index.inhibitedBy(warning)).toBeNull();
    expect(index.inhibitedBy(labels({ severity: 'info' }))?.by).toBe('w1');
    expect(index.targetsOf('w1')).toEqual([]);
    index.add('c', labels({ severity: 'critical' }));
    expect(index.inhibitedBy(warning)?.by).toBe('c');
    expect(index.targetsOf('c')).toEqual(['w1', 'w2']);
    index.remove('c');
    expect(index.inhibitedBy(warning)).toBeNull();
  });

  it('follows labels that change, and names the first rule of the list', () => {
    const all = rule('all', ['alertname="NodeDown"'], []);
    const index = new InhibitIndex<string>([all, NODE_DOWN]);
    index.add('s', down);
    expect(index.inhibitedBy(slow)?.rule.id).toBe('all');
    index.update('s', labels({ alertname: 'NodeUp', node: 'a' }));
    expect(index.inhibitedBy(slow)).toBeNull();
    index.update('s', down);
    expect(index.inhibitedBy(slow)?.rule.id).toBe('all');
    expect(new InhibitIndex<string>([NODE_DOWN, all]).inhibitedBy(slow)).toBeNull();
  });
});

/** As Alertmanager's inhibit.go does it: every rule, every alert. */
function plainly(
  rules: readonly Inhibition[],
  live: ReadonlyMap<number, Labels>,
  target: Labels,
): { rule: Inhibition; by: ReadonlySet<number> } | null {
  for (const one of rules) {
    if (!matchesAll(one.target, target)) continue;
    const twoSided = matchesAll(one.source, target);
    const by = [...live].filter(
      ([, source]) =>
        matchesAll(one.source, source) &&
        one.equal.every((name) => labelValue(source, name) === labelValue(target, name)) &&
        !(twoSided && matchesAll(one.target, source)),
    );
    if (by.length > 0) return { rule: one, by: new Set(by.map(([id]) => id)) };
  }
  return null;
}

const value = fc.constantFrom('', 'x', 'y', 'z');
const labelSet = fc
  .record({ a: value, b: value, c: value })
  .map((of) => labels(Object.fromEntries(Object.entries(of).filter(([, v]) => v !== ''))));
const side = fc.array(
  fc.constantFrom('a="x"', 'a!="x"', 'a=~"x|y"', 'b="y"', 'b=~".+"', 'b!~"x"', 'c="z"', 'c=""'),
  { maxLength: 2 },
);
const someRules = fc.array(
  fc
    .record({ source: side, target: side, equal: fc.subarray(['a', 'b', 'c']) })
    .map(({ source, target, equal }) =>
      rule(JSON.stringify({ source, target, equal }), source, target, equal),
    ),
  { maxLength: 5 },
);

it('agrees with asking every rule about every alert, whatever comes and goes', () => {
  let held = 0;
  const happening = fc.record({ id: fc.nat(5), labels: fc.option(labelSet) });
  fc.assert(
    fc.property(someRules, fc.array(happening, { maxLength: 20 }), labelSet, (rules, happenings, asked) => {
      const index = new InhibitIndex<number>(rules);
      const live = new Map<number, Labels>();
      for (const { id, labels: now } of happenings) {
        if (now === null) {
          index.remove(id);
          live.delete(id);
        } else {
          index.update(id, now);
          live.set(id, now);
        }
        for (const target of [asked, ...live.values()]) {
          const [found, wanted] = [index.inhibitedBy(target), plainly(rules, live, target)];
          expect(found?.rule).toBe(wanted?.rule);
          if (!found || !wanted) continue;
          held += 1;
          expect(wanted.by).toContain(found.by);
        }
        for (const source of live.keys()) {
          const one = new Map([[source, live.get(source) as Labels]]);
          const wanted = [...live].filter(([id, of]) => id !== source && plainly(rules, one, of) !== null);
          expect(new Set(index.targetsOf(source))).toEqual(new Set(wanted.map(([id]) => id)));
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(held).toBeGreaterThan(100);
});
