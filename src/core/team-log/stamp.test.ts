import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../time/duration';
import { after, compareStamps, heard, nextStamp, parseStamp, printStamp, type Stamp } from './stamp';

const NOW = Date.UTC(2026, 10, 23, 12, 22, 56, 123);

const stamps = fc.record({
  ms: fc.integer({ min: -62_135_596_800_000, max: 221_845_391_999_999 }),
  count: fc.integer({ min: 0, max: 9999 }),
  desktop: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
});

describe('a stamp as text', () => {
  it('prints time, count and desktop', () => {
    expect(printStamp({ ms: NOW, count: 1, desktop: 'abcd' })).toBe('2026-11-23T12:22:56.123Z-0001-abcd');
  });

  it('is read back, and sorts as the stamps do', () => {
    fc.assert(
      fc.property(stamps, stamps, (a, b) => {
        expect(parseStamp(printStamp(a))).toEqual(a);
        const [x, y] = [printStamp(a), printStamp(b)];
        expect(Math.sign(compareStamps(a, b))).toBe(x === y ? 0 : x < y ? -1 : 1);
      }),
    );
  });

  it.each([
    '',
    '2026-11-23T12:22:56.123Z',
    '2026-11-23T12:22:56.123Z-0001-',
    '2026-11-23T12:22:56.123Z-001-abcd',
    '2026-11-23T12:22:56.123Z-0001-a/b',
    '2026-11-23T12:22:56.123Z-0001-../etc',
    '2026-11-23T12:22:56.123Z-0001-.hidden',
    '2026-11-23T12:22:60.123Z-0001-abcd',
    '2026-11-23t12:22:56.123Z-0001-abcd',
    '2026-11-23T12:22:56Z-0001-abcd',
    '2026-02-30T12:22:56.123Z-0001-abcd',
    '2026-11-23T12:22:56.123+01:00-0001-abcd',
    '0000-01-01T00:00:00.000Z-0001-abcd',
    '9000-01-01T00:00:00.000Z-0001-abcd',
    `2026-11-23T12:22:56.123Z-0001-${'a'.repeat(41)}`,
  ])('%s is none', (text) => {
    expect(parseStamp(text)).toBeNull();
  });
});

describe('the clock', () => {
  it('stays at the wall clock, and counts within a millisecond', () => {
    const first = nextStamp(null, NOW, 'a');
    const second = nextStamp(first, NOW, 'a');
    expect([first, second, nextStamp(second, NOW + 1, 'a')]).toEqual([
      { ms: NOW, count: 0, desktop: 'a' },
      { ms: NOW, count: 1, desktop: 'a' },
      { ms: NOW + 1, count: 0, desktop: 'a' },
    ]);
  });

  it('is later than what it heard of a desktop three minutes ahead, and than itself after a step back', () => {
    const seen: Stamp = { ms: NOW + 3 * MINUTE, count: 4, desktop: 'b' };
    const clock = heard({ ms: NOW, count: 0, desktop: 'a' }, seen, NOW);
    expect(nextStamp(clock, NOW + 1, 'a')).toEqual({ ms: NOW + 3 * MINUTE, count: 5, desktop: 'a' });
    expect(nextStamp({ ms: NOW, count: 9999, desktop: 'a' }, NOW - 20 * MINUTE, 'a')).toEqual({
      ms: NOW + 1,
      count: 0,
      desktop: 'a',
    });
  });

  it('is not dragged along by a stamp that is far ahead, its own from a wrong clock included', () => {
    const far: Stamp = { ms: NOW + 400 * 24 * HOUR, count: 0, desktop: 'b' };
    const mine: Stamp = { ms: NOW - MINUTE, count: 2, desktop: 'a' };
    expect(heard(mine, far, NOW)).toEqual(mine);
    expect(heard(null, far, NOW)).toBeNull();
    expect(heard(far, mine, NOW)).toEqual(mine);
    expect(nextStamp({ ...far, desktop: 'a' }, NOW, 'a')).toEqual({ ms: NOW, count: 0, desktop: 'a' });
    // Once the wall clock comes near, it is followed again.
    expect(nextStamp(far, far.ms - 30 * MINUTE, 'a')).toEqual(after(far, 'a'));
  });

  it('never goes back while the wall clock does not, whatever is heard, and stays within an hour of it', () => {
    const near = fc.record({
      ms: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }),
      count: fc.integer({ min: 0, max: 50 }),
    });
    const happenings = fc.array(
      fc.record({ later: fc.integer({ min: 0, max: 5 * MINUTE }), seen: fc.option(near) }),
      { minLength: 2, maxLength: 50 },
    );
    fc.assert(
      fc.property(happenings, (list) => {
        let now = NOW;
        let clock: Stamp | null = null;
        let given: Stamp | null = null;
        for (const { later, seen } of list) {
          now += later;
          if (seen) clock = heard(clock, { ms: now + seen.ms, count: seen.count, desktop: 'b' }, now);
          const next: Stamp = nextStamp(clock, now, 'a');
          if (given) expect(compareStamps(given, next)).toBeLessThan(0);
          if (clock) expect(compareStamps(clock, next)).toBeLessThan(0);
          expect(next.ms).toBeLessThanOrEqual(now + HOUR);
          given = next;
          clock = next;
        }
      }),
    );
  });
});
