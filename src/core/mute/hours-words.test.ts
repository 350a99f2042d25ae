import { expect, it } from 'vitest';
import type { Hours, Weekday } from '../schedule/schedule';
import { HOUR, MINUTE } from '../time/duration';
import { hoursWords } from './hours-words';

const daily = (days: Weekday[] | null, from = 9 * HOUR, to = 18 * HOUR): Hours => ({
  kind: 'daily',
  from,
  to,
  days,
});

it('says hours as people do', () => {
  expect(
    [
      [daily([1, 2, 3, 4, 5])],
      [daily([7, 6])],
      [daily([3, 1, 2, 7, 5])],
      [daily(null, 22 * HOUR + 30 * MINUTE, 6 * HOUR)],
      [daily(null, 0, 0)],
      [
        daily([7], 2 * HOUR, 3 * HOUR),
        { kind: 'weekly', from: { day: 5, time: 18 * HOUR }, to: { day: 1, time: 9 * HOUR } } as const,
      ],
      [{ kind: 'calendar', path: 'calendars/market.ics' } as const],
      [],
    ].map(hoursWords),
  ).toEqual([
    'Mon–Fri 09:00–18:00',
    'Sat, Sun 09:00–18:00',
    'Mon–Wed, Fri, Sun 09:00–18:00',
    'every day 22:30–06:00',
    'every day, all day',
    'Sun 02:00–03:00, Fri 18:00 to Mon 09:00',
    'calendars/market.ics',
    '',
  ]);
});
