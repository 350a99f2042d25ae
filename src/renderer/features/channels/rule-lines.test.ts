import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PagingRuleView } from '../../../contract/channels/channel-views';
import { linesOf, linesProblem, lineWords, rulesOf, withStep, withWait } from './rule-lines';

const here = new Map([
  ['popup', { title: 'Pop-up', type: 'popup' }],
  ['phone', { title: 'My phone', type: 'ntfy' }],
]);
const rule = fc.record({
  channel: fc.constantFrom('popup', 'sound', 'phone', 'mail'),
  after: fc.constantFrom(0, 60_000, 90_000, 300_000),
  urgency: fc.constantFrom('high', 'low', 'any'),
}) as fc.Arbitrary<PagingRuleView>;
/** What rules mean, however they are written. */
const meaning = (rules: readonly PagingRuleView[]): string[] =>
  [
    ...new Set(
      rules.flatMap(({ channel, after, urgency }) =>
        (urgency === 'any' ? ['high', 'low'] : [urgency]).map((each) => `${each} ${after} ${channel}`),
      ),
    ),
  ].toSorted();

describe('time lines of rules', () => {
  it('mean what the rules meant, and are written the same way again', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12 }), (rules) => {
        const again = rulesOf(linesOf(rules));
        expect(meaning(again)).toEqual(meaning(rules));
        expect(rulesOf(linesOf(again))).toEqual(again);
      }),
    );
  });

  it('are told in words, odd waits exactly', () => {
    const { high } = linesOf([
      { channel: 'popup', after: 0, urgency: 'any' },
      { channel: 'phone', after: 90_000, urgency: 'any' },
    ]);
    expect(lineWords(high, here)).toBe('At once: Pop-up · after 1 min 30 s: My phone');
    expect(lineWords([], here)).toBe('Nothing pages you; it waits in the queue.');
  });

  it('join where two steps fall on one time, and go on behind the last', () => {
    const steps = [
      { after: 0, channels: ['popup'] },
      { after: 120_000, channels: ['phone'] },
    ];
    expect(withWait([...steps, { after: 300_000, channels: ['mail', 'phone'] }], 2, 120_000)).toEqual([
      { after: 0, channels: ['popup'] },
      { after: 120_000, channels: ['phone', 'mail'] },
    ]);
    expect(withStep(steps).at(-1)).toEqual({ after: 180_000, channels: [] });
    expect(withStep([{ after: 0, channels: [] }]).at(-1)?.after).toBe(120_000);
    expect(withStep([{ after: 3_600_000, channels: [] }]).at(-1)?.after).toBe(5_400_000);
    expect(linesProblem({ high: [{ after: 60_000, channels: ['popup'] }], low: null })).toMatch(/at once/);
    expect(linesProblem({ high: steps, low: [] })).toBe('');
  });
});
