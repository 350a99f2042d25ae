import { describe, expect, it } from 'vitest';
import { weeksOf } from './schedule-weeks';

const HOUR = 3_600_000;

describe('weeks of a zone', () => {
  it('begin on Monday of that zone and cover the span', () => {
    const from = Date.parse('2026-11-25T12:00:00Z');
    const weeks = weeksOf(from, from + 56 * 24 * HOUR, 'Asia/Kolkata');
    expect(weeks).toHaveLength(9);
    expect(weeks[0]?.monday).toBe('2026-11-23');
    expect(new Date(weeks[0]?.start ?? 0).toISOString()).toBe('2026-11-22T18:30:00.000Z');
    for (const [index, week] of weeks.entries())
      if (index > 0) expect(week.start).toBe(weeks[index - 1]?.end);
  });

  it('is an hour shorter when the clocks go forward', () => {
    const [week] = weeksOf(
      Date.parse('2026-03-25T12:00:00Z'),
      Date.parse('2026-03-26T12:00:00Z'),
      'Europe/London',
    );
    expect((week?.end ?? 0) - (week?.start ?? 0)).toBe(167 * HOUR);
    expect((week?.end ?? 0) - (week?.days[6] ?? 0)).toBe(23 * HOUR);
  });

  it('takes an instant before 1970 and a Sunday', () => {
    const [week] = weeksOf(Date.parse('1969-12-28T10:00:00Z'), Date.parse('1969-12-28T11:00:00Z'), 'UTC');
    expect(week?.monday).toBe('1969-12-22');
  });
});
