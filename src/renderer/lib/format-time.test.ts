import { describe, expect, it } from 'vitest';
import { clockTime, dayOf, dayText, fullTime, relativeTime, shortAge, spanText } from './format-time';

const at = (text: string) => Date.parse(text);
const now = at('2026-11-23T09:00:00Z');
const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

describe('format-time', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [MIN, '1 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [3 * HOUR + 20 * MIN, '3 h 20 min'],
    [11 * HOUR + 20 * MIN, '11 h'],
    [5 * DAY + HOUR, '5 d'],
    [-5, '0 s'],
  ])('says %i ms as %s', (ms, words) => expect(spanText(ms)).toBe(words));

  it('says before and after', () => {
    expect(relativeTime(now - 2000, now)).toBe('just now');
    expect(relativeTime(now + 2000, now)).toBe('just now');
    expect(relativeTime(now - 12 * MIN, now)).toBe('12 min ago');
    expect(relativeTime(now + 200 * MIN, now)).toBe('in 3 h 20 min');
  });

  it('is short in columns', () => {
    expect(
      [1000, 40_000, 12 * MIN, 3 * HOUR, 5 * DAY, 60 * DAY].map((ms) => shortAge(now - ms, now)),
    ).toEqual(['now', '40s', '12m', '3h', '5d', '8w']);
    expect(shortAge(now + HOUR, now)).toBe('+1h');
  });

  it('adds day, date and year only when they are needed, in the zone that is shown', () => {
    expect(clockTime(at('2026-11-23T01:14:07Z'), now, 'Europe/Berlin')).toBe('02:14');
    expect(clockTime(at('2026-11-23T01:14:07Z'), now, 'Europe/Berlin', true)).toBe('02:14:07');
    // Already tomorrow in Auckland, still today in Berlin.
    expect(clockTime(at('2026-11-23T12:00:00Z'), now, 'Pacific/Auckland')).toBe('Tue 01:00');
    expect(clockTime(at('2026-11-23T12:00:00Z'), now, 'Europe/Berlin')).toBe('13:00');
    expect(clockTime(at('2026-03-14T12:00:00Z'), now, 'UTC')).toBe('14 Mar 12:00');
    expect(clockTime(at('2025-03-14T12:00:00Z'), now, 'UTC')).toBe('14 Mar 2025 12:00');
  });

  it('writes midnight as 00:00, not 24:00', () => {
    expect(clockTime(at('2026-11-23T00:00:00Z'), now, 'UTC')).toBe('00:00');
  });

  it('tells the zone in the whole of it', () => {
    expect(fullTime(at('2026-11-23T01:14:07Z'), 'Europe/Berlin')).toMatch(
      /Monday 23 November 2026 at 02:14:07 CET|Monday, 23 November 2026 at 02:14:07 CET/,
    );
  });

  it('knows both sides of a clock change', () => {
    // Berlin, 25 October 2026: 02:30 comes twice.
    expect(clockTime(at('2026-10-25T00:30:00Z'), at('2026-10-25T05:00:00Z'), 'Europe/Berlin')).toBe('02:30');
    expect(clockTime(at('2026-10-25T01:30:00Z'), at('2026-10-25T05:00:00Z'), 'Europe/Berlin')).toBe('02:30');
    expect(dayOf(at('2026-10-25T23:30:00Z'), 'Europe/Berlin')).toBe('2026-10-26');
  });

  it('heads days', () => {
    expect(dayText(now, now, 'UTC')).toBe('Today');
    expect(dayText(now - DAY, now, 'UTC')).toBe('Yesterday');
    expect(dayText(at('2026-11-02T10:00:00Z'), now, 'UTC')).toMatch(/Monday,? 2 November/);
  });

  it('shows UTC for a zone this system does not know', () => {
    expect(clockTime(at('2026-11-23T01:14:00Z'), now, 'Mars/Olympus')).toBe('01:14');
  });
});
