import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { addDays, atPart, dayStart, daysOf, nightsOf, partOfDay } from './calendar-days';

const at = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toMillis();
const LONDON = 'Europe/London';

describe('days of a wall', () => {
  it('are 23 and 25 hours long where clocks change', () => {
    const spring = daysOf(at('2026-03-28', LONDON), at('2026-03-31', LONDON), LONDON);
    expect(spring.map(({ start, end, number }) => [(end - start) / 3_600_000, number])).toEqual([
      [24, 28],
      [23, 29],
      [24, 30],
    ]);
    expect(
      daysOf(at('2026-10-25', LONDON), at('2026-10-26', LONDON), LONDON).map(({ start, end }) => end - start),
    ).toEqual([25 * 3_600_000]);
  });

  it('begin later where midnight is skipped', () => {
    // Asuncion, 6 October 2024: 00:00 became 01:00.
    const zone = 'America/Asuncion';
    const [first, second] = daysOf(at('2024-10-05', zone), at('2024-10-07', zone), zone);
    expect(first && second && [first.end, second.number]).toEqual([at('2024-10-06T01:00', zone), 6]);
  });

  it('place an instant by the wall, there and back', () => {
    const day = at('2026-03-29', LONDON);
    const noon = at('2026-03-29T12:00', LONDON);
    expect(partOfDay(noon, day, LONDON)).toBe(0.5);
    expect(atPart(0.5, day, LONDON)).toBe(noon);
    expect(dayStart(noon, LONDON)).toBe(day);
    expect(addDays(noon, -1, LONDON)).toBe(at('2026-03-28T12:00', LONDON));
  });
});

describe('nights', () => {
  it('are 22 to 7 of the zone that is shown', () => {
    const nights = nightsOf(at('2026-06-10', LONDON), LONDON, LONDON);
    expect(nights).toEqual([
      [0, 7 / 24],
      [22 / 24, 1],
    ]);
  });

  it("are somebody else's in another zone", () => {
    // 22–07 in Kolkata is 17:30–02:30 in London's summer.
    const nights = nightsOf(at('2026-06-10', LONDON), LONDON, 'Asia/Kolkata');
    expect(nights).toEqual([
      [0, 2.5 / 24],
      [17.5 / 24, 1],
    ]);
  });
});
