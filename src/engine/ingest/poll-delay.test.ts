import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../core/time/duration';
import type { SourceAnswer } from '../ports';
import { nextDelay } from './poll-delay';

const good: SourceAnswer = { ok: true, alerts: [], startedAt: null };
const bad = (more: { retryAfter?: number; loginNeeded?: boolean } = {}): SourceAnswer => ({
  ok: false,
  problem: 'p',
  retryAfter: null,
  loginNeeded: false,
  ...more,
});

test('C1: a good answer keeps the rhythm, but never faster than a second', () => {
  expect(nextDelay(good, 15 * SECOND, 0, 0.9)).toBe(15 * SECOND);
  expect(nextDelay(good, 0, 0, 0.9)).toBe(SECOND);
});

test('C1: full jitter: anything from a second to a ceiling that doubles up to five minutes', () => {
  for (const [failures, ceiling] of [
    [1, 2],
    [2, 4],
    [3, 8],
    [8, 256],
    [9, 300],
    [1000, 300],
  ] as const) {
    expect(nextDelay(bad(), 15 * SECOND, failures, 0)).toBe(SECOND);
    expect(nextDelay(bad(), 15 * SECOND, failures, 0.5)).toBe((ceiling / 2) * SECOND);
    expect(nextDelay(bad(), 15 * SECOND, failures, 0.999999)).toBeGreaterThan((ceiling - 1) * SECOND);
    expect(nextDelay(bad(), 15 * SECOND, failures, 0.999999)).toBeLessThanOrEqual(ceiling * SECOND);
  }
});

test('C2: what the source asks for is done, within a second and a quarter of an hour', () => {
  expect(nextDelay(bad({ retryAfter: 7 * SECOND }), 15 * SECOND, 5, 0.5)).toBe(7 * SECOND);
  expect(nextDelay(bad({ retryAfter: 0 }), 15 * SECOND, 5, 0.5)).toBe(SECOND);
  expect(nextDelay(bad({ retryAfter: 60 * MINUTE }), 15 * SECOND, 5, 0.5)).toBe(15 * MINUTE);
});

test('C11: a login that is needed is tried once in five minutes', () => {
  expect(nextDelay(bad({ loginNeeded: true }), 15 * SECOND, 1, 0)).toBe(5 * MINUTE);
  expect(nextDelay(bad({ loginNeeded: true, retryAfter: 7 * SECOND }), 15 * SECOND, 1, 0)).toBe(5 * MINUTE);
  expect(nextDelay(bad({ loginNeeded: true, retryAfter: 10 * MINUTE }), 15 * SECOND, 1, 0)).toBe(10 * MINUTE);
});
