import { describe, expect, it } from 'vitest';
import { quarterSpan } from './quarter';

describe('quarters', () => {
  it.each([
    ['2026-11-23', 1, '2026-01-05T09:00', 'weeks', '2027-01-04T09:00', '2027-04-05T09:00'],
    ['2026-11-23', 2, '2026-01-05T09:00', 'weeks', '2027-04-05T09:00', '2027-07-05T09:00'],
    ['2026-01-01', 1, '2025-12-26T18:30', 'weeks', '2026-04-03T18:30', '2026-07-03T18:30'],
    ['2026-12-31', 1, '2026-01-05T09:00', 'days', '2027-01-01T09:00', '2027-04-01T09:00'],
    ['2026-06-30', 1, 'nonsense', 'hours', '2026-07-01T09:00', '2026-10-01T09:00'],
  ] as const)('from %s, %i ahead, handing off as at %s in %s', (today, ahead, handoff, unit, start, end) => {
    expect(quarterSpan(today, ahead, handoff, unit)).toEqual({ start, end });
  });
});
