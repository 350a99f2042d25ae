import { DateTime, Settings } from 'luxon';
import { afterEach, describe, expect, it } from 'vitest';
import { usableZone, zonedLocalizer } from './zoned-localizer';

type Clock = {
  getTotalMin(a: Date, b: Date): number;
  getMinutesFromMidnight(d: Date): number;
  getDstOffset(a: Date, b: Date): number;
  getTimezoneOffset(d: Date): number;
};
const clockOf = (zone: string) => zonedLocalizer(zone) as unknown as Clock;
const at = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toJSDate();

describe('the calendar in another zone than the system', () => {
  afterEach(() => {
    Settings.defaultZone = 'system';
  });

  // Days on which clocks change: spring and autumn, north and south, by an hour and by half of one.
  it.each([
    ['Europe/London', '2026-03-29'],
    ['Europe/London', '2026-10-25'],
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Asia/Kolkata', '2026-03-29'],
  ])('draws 13:30 at minute 810 of the day in %s on %s', (zone, day) => {
    const clock = clockOf(zone);
    const noon = at(`${day}T13:30`, zone);
    expect(clock.getMinutesFromMidnight(noon)).toBe(13 * 60 + 30);
    expect(clock.getTotalMin(at(`${day}T00:00`, zone), noon)).toBe(13 * 60 + 30);
    expect(clock.getTimezoneOffset(noon)).toBe(-DateTime.fromJSDate(noon, { zone }).offset);
  });

  it('knows by how much the clocks changed', () => {
    const clock = clockOf('Europe/London');
    expect(
      clock.getDstOffset(at('2026-03-29T00:00', 'Europe/London'), at('2026-03-29T12:00', 'Europe/London')),
    ).toBe(60);
    expect(
      clock.getDstOffset(at('2026-06-01T00:00', 'Europe/London'), at('2026-06-01T12:00', 'Europe/London')),
    ).toBe(0);
  });

  it('takes a shift from midnight to midnight for hours, not for a whole-day event', () => {
    const clock = zonedLocalizer('UTC') as unknown as { startAndEndAreDateOnly(a: Date, b: Date): boolean };
    expect(clock.startAndEndAreDateOnly(new Date('2026-03-02T00:00Z'), new Date('2026-03-03T00:00Z'))).toBe(
      false,
    );
  });

  it('falls back to the system where the zone is unknown', () => {
    expect(usableZone('Mars/Olympus')).toBe('system');
    expect(usableZone('')).toBe('system');
    expect(usableZone('Asia/Tokyo')).toBe('Asia/Tokyo');
  });
});
