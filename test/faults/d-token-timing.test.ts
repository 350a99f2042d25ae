import { describe, expect, test } from 'vitest';
import { makeTokens } from '../../src/engine/ingest/tokens';

/* Row D17: how long a wrong token takes says nothing of how much of it is right. */
const SAMPLES = 200;
const CALLS = 100;
const ENGINE = 'e'.repeat(64);
const RIGHT = 'c0ffee'.repeat(11).slice(0, 64);
const WRONG = {
  nothing: 'x'.repeat(64),
  first: `c${'x'.repeat(63)}`,
  half: RIGHT.slice(0, 32) + 'x'.repeat(32),
  almost: `${RIGHT.slice(0, 63)}x`,
};
type Kind = keyof typeof WRONG;
const KINDS = Object.keys(WRONG) as Kind[];

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] as number;

/** Nanoseconds that a call takes with each kind of wrong token: the median of samples taken in turn, 20,000 calls each. */
function timesOf(compare: (token: string) => unknown): Record<Kind, number> {
  const samples: Record<Kind, number[]> = { nothing: [], first: [], half: [], almost: [] };
  for (let i = 0; i < SAMPLES; i++) {
    // Each kind as often first as last: what the machine does meanwhile hits all of them alike.
    for (let j = 0; j < KINDS.length; j++) {
      const kind = KINDS[(i + j) % KINDS.length] as Kind;
      const token = WRONG[kind];
      const began = process.hrtime.bigint();
      for (let n = 0; n < CALLS; n++) compare(token);
      samples[kind].push(Number(process.hrtime.bigint() - began) / CALLS);
    }
  }
  return {
    nothing: median(samples.nothing),
    first: median(samples.first),
    half: median(samples.half),
    almost: median(samples.almost),
  };
}

/** What must not be seen: stops at the first difference. */
function careless(token: string): boolean {
  for (let i = 0; i < RIGHT.length; i++) if (token.charCodeAt(i) !== RIGHT.charCodeAt(i)) return false;
  return true;
}

const spread = (times: Record<Kind, number>) =>
  Math.max(...Object.values(times)) - Math.min(...Object.values(times));

describe('D17, 3.3-3: the time that a wrong token takes', () => {
  test('is the same whether its first byte, all but its last, or nothing of it is right', () => {
    const tokens = makeTokens({ engineToken: ENGINE, senders: new Map([['ci', [RIGHT]]]) });
    expect(tokens.senderOf(RIGHT)).toBe('ci');
    const known = timesOf((token) => tokens.senderOf(token));
    const control = timesOf(careless);
    console.info('D17', JSON.stringify({ known, control }));
    // That there is a difference to be seen is shown by a comparison that has one, beside it.
    expect(control.almost).toBeGreaterThan(2 * control.nothing);
    expect(control.half).toBeGreaterThan(control.nothing);
    expect(spread(known) / Math.min(...Object.values(known)), JSON.stringify(known)).toBeLessThan(0.1);
  });

  test('a token of another length, or none, is answered and not thrown over', () => {
    const tokens = makeTokens({ engineToken: ENGINE, senders: new Map([['ci', [RIGHT]]]) });
    for (const token of [
      '',
      'c',
      RIGHT.slice(1),
      `${RIGHT}x`,
      `${RIGHT} `,
      `${RIGHT}\u0000`,
      'x'.repeat(1_000_000),
    ])
      expect(tokens.senderOf(token)).toBeNull();
  });
});
