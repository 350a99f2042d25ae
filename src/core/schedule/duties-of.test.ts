import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PersonDuty, without } from './duties-of';

const duty = (start: number, end: number, schedule = 'primary'): PersonDuty => ({ schedule, start, end });

describe('without', () => {
  it('leaves what the other does not cover', () => {
    expect(without([duty(0, 10)], [duty(2, 3), duty(5, 12)])).toEqual([duty(0, 2), duty(3, 5)]);
    expect(without([duty(0, 10)], [duty(0, 10, 'secondary')])).toEqual([duty(0, 10)]);
    expect(without([duty(0, 10)], [duty(-5, 20)])).toEqual([]);
  });

  it('is the set difference, instant by instant', () => {
    const duties = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), { maxLength: 6 })
      .map((steps) => {
        let at = 0;
        return steps.map(([gap, length]) => {
          const start = at + gap;
          at = start + length;
          return duty(start, at);
        });
      });
    const has = (list: readonly PersonDuty[], at: number) =>
      list.some(({ start, end }) => start <= at && at < end);
    fc.assert(
      fc.property(duties, duties, (a, b) => {
        const left = without(a, b);
        for (let at = 0; at < 80; at++) expect(has(left, at)).toBe(has(a, at) && !has(b, at));
      }),
    );
  });
});
