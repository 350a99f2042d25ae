import { describe, expect, test } from 'vitest';
import { makeTokens } from '../../src/engine/ingest/tokens';

/* Row D17: how long a wrong token takes says nothing of how much of it is right. */
const TRIES = 20_000;
const ENGINE = 'e'.repeat(64);
const RIGHT = 'c0ffee'.repeat(11).slice(0, 64);

/** Median, nanoseconds. */
const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;

describe('D17: the time that a wrong token takes', () => {
  test('is the same whether its first byte, all but its last, or nothing of it is right', () => {
    const tokens = makeTokens({ engineToken: ENGINE, senders: new Map([['ci', [RIGHT]]]) });
    const wrong = {
      nothing: 'x'.repeat(64),
      first: `c${'x'.repeat(63)}`,
      half: RIGHT.slice(0, 32) + 'x'.repeat(32),
      almost: `${RIGHT.slice(0, 63)}x`,
    };
    const kinds = Object.keys(wrong) as Array<keyof typeof wrong>;
    const times = {
      nothing: [] as number[],
      first: [] as number[],
      half: [] as number[],
      almost: [] as number[],
    };
    for (let i = 0; i < TRIES; i++) {
      // In turn, and each kind as often first as last: what the machine does meanwhile hits all of them alike.
      for (let j = 0; j < kinds.length; j++) {
        const kind = kinds[(i + j) % kinds.length] as keyof typeof wrong;
        const began = process.hrtime.bigint();
        tokens.senderOf(wrong[kind]);
        const took = Number(process.hrtime.bigint() - began);
        times[kind].push(took);
      }
    }
    expect(tokens.senderOf(RIGHT)).toBe('ci');
    const medians = kinds.map((kind) => median(times[kind]));
    const spread = Math.max(...medians) - Math.min(...medians);
    // A comparison that stops at the first difference would take longer for `almost`; one digest takes over 1000 ns.
    expect(spread, `medians in ns: ${JSON.stringify(medians)}`).toBeLessThan(
      Math.max(150, 0.08 * Math.min(...medians)),
    );
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
