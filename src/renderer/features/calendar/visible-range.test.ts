import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { step, visibleRange, weekOpensAt } from './visible-range';

const LONDON = 'Europe/London';
const at = (text: string) => DateTime.fromISO(text, { zone: LONDON });
const shown = (view: 'month' | 'week' | 'agenda', day: string) => {
  const { from, to, title } = visibleRange(view, at(day).toJSDate(), LONDON);
  const text = (ms: number) => DateTime.fromMillis(ms, { zone: LONDON }).toFormat("yyyy-MM-dd'T'HH:mm");
  return [text(from), text(to), title];
};

describe('what the calendar shows', () => {
  it('is whole weeks from Monday on', () => {
    expect(shown('month', '2026-11-23')).toEqual(['2026-10-26T00:00', '2026-12-07T00:00', 'November 2026']);
    expect(shown('week', '2026-11-23')).toEqual([
      '2026-11-23T00:00',
      '2026-11-30T00:00',
      '23 – 29 November 2026',
    ]);
    expect(shown('week', '2026-12-31')).toEqual([
      '2026-12-28T00:00',
      '2027-01-04T00:00',
      '28 December 2026 – 3 January 2027',
    ]);
  });

  it('keeps midnight over a change of clocks', () => {
    expect(shown('week', '2026-03-25')).toEqual([
      '2026-03-23T00:00',
      '2026-03-30T00:00',
      '23 – 29 March 2026',
    ]);
    expect(shown('agenda', '2026-10-20')).toEqual([
      '2026-10-20T00:00',
      '2026-11-03T00:00',
      '20 October – 2 November 2026',
    ]);
  });

  it('steps by what is shown, also from the 31st', () => {
    expect(
      DateTime.fromJSDate(step('month', at('2026-01-31').toJSDate(), 1, LONDON), {
        zone: LONDON,
      }).toISODate(),
    ).toBe('2026-02-01');
    expect(
      DateTime.fromJSDate(step('week', at('2026-11-23').toJSDate(), -1, LONDON), {
        zone: LONDON,
      }).toISODate(),
    ).toBe('2026-11-16');
  });

  it('opens the week at the working day, or before a night that is now', () => {
    const open = (now: string) => {
      const minutes = weekOpensAt(at(now).toMillis(), LONDON);
      return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
    };
    expect(open('2026-11-23T15:00')).toBe('6:30');
    expect(open('2026-11-23T05:10')).toBe('2:30');
    expect(open('2026-11-23T00:30')).toBe('0:00');
  });
});
