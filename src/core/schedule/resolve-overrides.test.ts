import { describe, expect, it } from 'vitest';
import { at, daily, override, schedule, told } from '../../../test/helpers/schedule-text';
import { HOUR } from '../time/duration';
import { NO_CALENDARS } from './calendars';
import { shiftsOf } from './resolve';
import type { Override } from './schedule';

describe('overrides (F4)', () => {
  const base = schedule('UTC', daily('2026-06-01T00:00', 'a'));
  const day = (...overrides: Override[]): string[] =>
    told(base, '2026-06-10T00:00', '2026-06-11T00:00', overrides);

  it('of two that overlap the one created last wins: equal, nested, touching', () => {
    expect(
      day(
        override(1, 'b', '2026-06-10T06:00', '2026-06-10T18:00'),
        override(2, 'c', '2026-06-10T06:00', '2026-06-10T18:00'),
        override(3, 'd', '2026-06-10T09:00', '2026-06-10T10:00'),
        override(4, 'e', '2026-06-10T18:00', '2026-06-10T19:00'),
      ),
    ).toEqual([
      '06-10T00:00 a',
      '06-10T06:00 c',
      '06-10T09:00 d',
      '06-10T10:00 c',
      '06-10T18:00 e',
      '06-10T19:00 a',
    ]);
    // The larger one created last hides the other.
    expect(
      day(
        override(1, 'd', '2026-06-10T09:00', '2026-06-10T10:00'),
        override(2, 'c', '2026-06-10T06:00', '2026-06-10T18:00'),
      ),
    ).toEqual(['06-10T00:00 a', '06-10T06:00 c', '06-10T18:00 a']);
  });

  it('nobody takes everyone off; of no length, of another schedule, elsewhere: no effect', () => {
    expect(
      day(
        override(1, null, '2026-06-10T06:00', '2026-06-10T07:00'),
        override(2, 'b', '2026-06-10T08:00', '2026-06-10T08:00'),
        override(3, 'b', '2026-06-10T09:00', '2026-06-10T10:00', { schedule: 'secondary' }),
        override(4, 'b', '2026-06-11T00:00', '2026-06-12T00:00'),
        override(5, 'b', '2026-06-09T00:00', '2026-06-10T00:00'),
      ),
    ).toEqual(['06-10T00:00 a', '06-10T06:00 nobody', '06-10T07:00 a']);
  });

  it('of 100 years, over a gap, and 10,000 at once', () => {
    expect(day(override(1, 'b', '2000-01-01T00:00', '2100-01-01T00:00'))).toEqual(['06-10T00:00 b']);
    expect(
      told(schedule('UTC'), '2026-06-10T00:00', '2026-06-11T00:00', [
        override(1, 'b', '2026-06-10T01:00', '2026-06-10T02:00'),
      ]),
    ).toEqual(['06-10T00:00 nobody', '06-10T01:00 b', '06-10T02:00 nobody']);
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      ...override(i, `p${i % 7}`, '2026-06-01T00:00', '2026-06-02T00:00'),
      start: at('2026-06-01T00:00') + (i % 97) * HOUR,
      end: at('2026-06-03T00:00') + ((i * 31) % 500) * HOUR,
    }));
    const began = performance.now();
    expect(
      shiftsOf(base, many, NO_CALENDARS, { start: at('2026-06-01T00:00'), end: at('2027-06-01T00:00') })
        .length,
    ).toBeGreaterThan(5);
    expect(performance.now() - began).toBeLessThan(1500);
  });

  it('say in whose place they stand: a layer, an override of the file, or over a gap', () => {
    const file = override(1, 'b', '2026-06-10T00:00', '2026-06-10T12:00');
    const act = override(2, 'c', '2026-06-10T06:00', '2026-06-10T18:00', {
      id: 'act',
      origin: { kind: 'act', by: 'c', at: at('2026-06-01T00:00') },
    });
    const shifts = shiftsOf(base, [file, act], NO_CALENDARS, {
      start: at('2026-06-10T00:00'),
      end: at('2026-06-11T00:00'),
    });
    expect(
      shifts.map(({ person, cause }) => [
        person,
        cause.kind,
        cause.kind === 'override' ? cause.over?.kind : '',
      ]),
    ).toEqual([
      ['b', 'override', 'layer'],
      ['c', 'override', 'override'],
      ['c', 'override', 'layer'],
      ['a', 'layer', ''],
    ]);
    const [alone] = shiftsOf(schedule('UTC'), [act], NO_CALENDARS, { start: act.start, end: act.end });
    expect(alone?.cause).toEqual({ kind: 'override', override: act, over: null });
  });
});
