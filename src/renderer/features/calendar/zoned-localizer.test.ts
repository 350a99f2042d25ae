import { DateTime, Settings } from 'luxon';
import { afterEach, describe, expect, it } from 'vitest';
import { calendarEvents, eventWords } from './calendar-events';
import { dutyOfDay, peopleOf, ribbon } from './duty-ribbon';
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

  it('falls back to the system where the zone is unknown', () => {
    expect(usableZone('Mars/Olympus')).toBe('system');
    expect(usableZone('')).toBe('system');
    expect(usableZone('Asia/Tokyo')).toBe('Asia/Tokyo');
  });
});

describe('events of the calendar', () => {
  const incident = {
    id: 'i1',
    number: 7,
    title: 'Disk full',
    severity: 'critical' as const,
    status: 'open' as const,
    suppression: null,
    snoozedUntil: null,
    start: 1000,
    end: null,
    service: 'Checkout',
  };

  it('lets open incidents last until now and none take no time', () => {
    const view = {
      incidents: [incident, { ...incident, id: 'i2', status: 'resolved' as const, end: 1000 }],
      more: false,
      duty: [],
    };
    const [open, short] = calendarEvents(view, 9_000_000);
    expect(open?.end.getTime()).toBe(9_000_000);
    expect((short?.end.getTime() ?? 0) - (short?.start.getTime() ?? 0)).toBeGreaterThan(0);
  });

  it('are said whole', () => {
    const [event] = calendarEvents({ incidents: [incident], more: false, duty: [] }, 0);
    expect(event && eventWords(event, '09:00', '')).toBe(
      'critical: #7 Disk full, Checkout, since 09:00, still open',
    );
  });
});

describe('the ribbon of duty', () => {
  const person = {
    id: 'ada',
    name: 'Ada Okafor',
    initials: 'AO',
    colour: 1,
    email: '',
    timeZone: 'Europe/London',
  };
  const hour = 3_600_000;
  const span = (start: number, end: number, who = person) => ({
    start: start * hour,
    end: end * hour,
    person: who,
    why: '',
  });
  const grace = { ...person, id: 'grace', colour: 3 };

  it('is cut to the day and true to the hour', () => {
    expect(dutyOfDay([span(-100, 9), span(9, 200, grace)], 0, 24 * hour)).toEqual([
      { from: 0, to: 9 / 24, person },
      { from: 9 / 24, to: 1, person: grace },
    ]);
    expect(ribbon(dutyOfDay([span(6, 12)], 0, 24 * hour), 'right')).toBe(
      'linear-gradient(to right, transparent 25%, var(--person-1) 25% 50%, transparent 50%)',
    );
  });

  it('leaves days of others alone, and names everyone once', () => {
    expect(dutyOfDay([span(24, 48)], 0, 24 * hour)).toEqual([]);
    expect(ribbon([], 'right')).toBe('none');
    expect(
      peopleOf(dutyOfDay([span(0, 5), span(5, 7, grace), span(7, 24)], 0, 24 * hour)).map(({ id }) => id),
    ).toEqual(['ada', 'grace']);
  });
});
