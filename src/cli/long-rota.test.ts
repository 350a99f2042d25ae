import { describe, expect, it } from 'vitest';
import type { Span } from '../core/kernel/span';
import type { Duty } from '../core/schedule/shift';
import { longRota } from './long-rota';

const DAY = 86_400_000;
const span = { start: 0, end: 40_000 * DAY };
/** Somebody has the first 10,000 days, somebody else the rest. */
const two = ({ start, end }: Span): Duty[] =>
  [
    { start, end: Math.min(end, 10_000 * DAY), person: 'ada' },
    { start: Math.max(start, 10_000 * DAY), end, person: null },
  ].filter((duty) => duty.start < duty.end);

describe('a rota over centuries', () => {
  it('is in as few duties as if it were found at once', () => {
    expect(longRota(span, two)).toEqual({ ok: true, value: two(span) });
  });

  it('is refused when it is longer than anybody reads', () => {
    const daily = ({ start, end }: Span): Duty[] =>
      Array.from({ length: (end - start) / DAY }, (_, day) => ({
        start: start + day * DAY,
        end: start + (day + 1) * DAY,
        person: day % 2 === 0 ? 'ada' : 'bo',
      }));
    expect(longRota(span, daily, 5000)).toEqual({
      ok: false,
      error: 'that is more than 5,000 duties; ask for a shorter span',
    });
  });
});
