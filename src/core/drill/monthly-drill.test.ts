import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../time/duration';
import { dayOf, wallOf, weekdayOf } from '../time/wall';
import { isWorkingMinute, type MonthlyAsk, nextMonthlyDrill } from './monthly-drill';

const AT = Date.parse('2026-11-01T00:00:00Z');
const ZONES = [
  'Europe/Berlin',
  'America/St_Johns',
  'Pacific/Apia',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
];
const ask = (part: Partial<MonthlyAsk> = {}): MonthlyAsk => ({
  desktop: 'd3k7',
  zone: 'Europe/Berlin',
  since: AT - 400 * DAY,
  last: null,
  busy: [],
  ...part,
});

describe('the drill of a month', () => {
  it('never comes outside nine to five on a working day, nor while they are away, in any zone and year', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 8 }),
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 4000 * 24 * 60 }),
        fc.integer({ min: 0, max: 20 }),
        (desktop, zone, minutes, away) => {
          const now = AT + minutes * MINUTE;
          const busy = away === 0 ? [] : [{ start: now, end: now + away * DAY }];
          const at = nextMonthlyDrill(ask({ desktop, zone, busy }), now);
          expect(at).toBeGreaterThanOrEqual(now);
          expect(at).toBeLessThan(now + 63 * DAY);
          const wall = wallOf(at, zone);
          expect(weekdayOf(wall)).toBeLessThanOrEqual(5);
          expect(wall - dayOf(wall)).toBeGreaterThanOrEqual(9 * HOUR);
          expect(wall - dayOf(wall)).toBeLessThanOrEqual(17 * HOUR - 20 * MINUTE);
          expect(busy.some(({ start, end }) => start <= at && at < end)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('follows from desktop and month alone, and comes once a month', () => {
    const first = nextMonthlyDrill(ask(), AT);
    for (const later of [HOUR, 20 * HOUR])
      expect(nextMonthlyDrill(ask(), Math.min(AT + later, first))).toBe(first);
    const held: number[] = [];
    let last: number | null = null;
    for (let at = AT; held.length < 12; ) {
      const next = nextMonthlyDrill(ask({ last }), at);
      held.push(next);
      last = next;
      at = next;
    }
    const months = held.map((at) => new Date(at).toISOString().slice(0, 7));
    expect(months).toEqual([...new Set(months)]);
    expect(months.at(-1)).toBe('2027-10');
    expect(new Set(held.map((at) => at % DAY)).size).toBeGreaterThan(8);
  });

  it('is spread: desktops of a team are not drilled in the same hour', () => {
    const hours = Array.from({ length: 60 }, (_, i) =>
      Math.floor(nextMonthlyDrill(ask({ desktop: `d${i}` }), AT) / HOUR),
    );
    expect(new Set(hours).size).toBeGreaterThan(40);
  });

  it('that could not be held comes at the next working minute, and not before it was switched on', () => {
    const slot = nextMonthlyDrill(ask(), AT);
    expect(nextMonthlyDrill(ask(), slot + 10 * MINUTE)).toBeLessThanOrEqual(slot + 3 * DAY);
    const night = Date.parse('2026-11-27T20:00:00Z');
    expect(new Date(nextMonthlyDrill(ask(), night)).toISOString()).toBe('2026-11-30T08:00:00.000Z');
    const later = nextMonthlyDrill(ask({ since: slot + 1 }), slot + 1);
    expect(new Date(later).toISOString().slice(0, 7)).toBe('2026-12');
  });

  it('may begin only where its end is within working hours as well', () => {
    const monday = Date.parse('2026-11-23T00:00:00Z');
    const may = (hours: number, minutes = 0) =>
      isWorkingMinute(monday + hours * HOUR + minutes * MINUTE, 'UTC');
    expect([may(8, 59), may(9), may(16, 40), may(16, 41), may(24 * 5 + 12)]).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
