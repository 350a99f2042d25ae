import { DAY } from '../../core/time/duration';
import { parseWall, printWall, type Wall } from '../../core/time/wall';

/*
 * Trading sessions of two exchanges as iCalendar files, as a team would get them from its data vendor. The rules of
 * their holidays and half days are public (London Stock Exchange "business days", NYSE "holidays and trading hours").
 */

type Exchange = {
  readonly name: string;
  readonly zone: string;
  readonly opens: string;
  readonly closes: string;
  readonly earlyClose: string;
  readonly closed: (year: number) => readonly Wall[];
  readonly halfDays: (year: number) => readonly Wall[];
};

const LONDON: Exchange = {
  name: 'London Stock Exchange, trading sessions',
  zone: 'Europe/London',
  opens: '080000',
  closes: '163000',
  earlyClose: '123000',
  closed: (year) => [
    onMondayAfter(day(year, 1, 1)),
    easter(year) - 2 * DAY,
    easter(year) + DAY,
    nth(year, 5, 1, 1),
    last(year, 5, 1),
    last(year, 8, 1),
    ...christmas(year),
  ],
  halfDays: (year) => [lastWeekdayBefore(day(year, 12, 25)), lastWeekdayBefore(day(year + 1, 1, 1))],
};

const NEW_YORK: Exchange = {
  name: 'New York Stock Exchange, trading sessions',
  zone: 'America/New_York',
  opens: '093000',
  closes: '160000',
  earlyClose: '130000',
  closed: (year) => [
    // A New Year's Day on a Saturday is not made up for.
    ...(weekday(day(year, 1, 1)) === 6 ? [] : [nearestWeekday(day(year, 1, 1))]),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    easter(year) - 2 * DAY,
    last(year, 5, 1),
    nearestWeekday(day(year, 6, 19)),
    nearestWeekday(day(year, 7, 4)),
    nth(year, 9, 1, 1),
    nth(year, 11, 4, 4),
    nearestWeekday(day(year, 12, 25)),
  ],
  halfDays: (year) => [
    ...(weekday(day(year, 7, 4)) >= 2 && weekday(day(year, 7, 4)) <= 5 ? [day(year, 7, 3)] : []),
    nth(year, 11, 4, 4) + DAY,
    ...(weekday(day(year, 12, 24)) <= 4 ? [day(year, 12, 24)] : []),
  ],
};

/** The files of the demo team's `calendars/`, by name, for the years around one. */
export function exchangeCalendars(year: number): ReadonlyMap<string, string> {
  return new Map([
    ['xlon.ics', sessions(LONDON, 'xlon', year)],
    ['xnys.ics', sessions(NEW_YORK, 'xnys', year)],
  ]);
}

function sessions(exchange: Exchange, id: string, year: number): string {
  const years = [year - 1, year, year + 1, year + 2];
  const closed = years.flatMap(exchange.closed).toSorted((a, b) => a - b);
  const halfDays = years.flatMap(exchange.halfDays).filter((date) => !closed.includes(date));
  const at = (date: Wall, time: string) => `;TZID=${exchange.zone}:${compact(date)}T${time}`;
  let first = day(year - 1, 1, 1);
  while (weekday(first) > 5 || closed.includes(first)) first += DAY;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Watchbill//Demo//EN',
    `X-WR-CALNAME:${exchange.name}`,
    'BEGIN:VEVENT',
    `UID:${id}-session@demo.watchbill`,
    `DTSTAMP:${compact(first)}T000000Z`,
    `DTSTART${at(first, exchange.opens)}`,
    `DTEND${at(first, exchange.closes)}`,
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    ...closed.map((date) => `EXDATE${at(date, exchange.opens)}`),
    'SUMMARY:Trading session',
    'END:VEVENT',
    ...halfDays.flatMap((date) => [
      'BEGIN:VEVENT',
      `UID:${id}-session@demo.watchbill`,
      `DTSTAMP:${compact(first)}T000000Z`,
      `RECURRENCE-ID${at(date, exchange.opens)}`,
      `DTSTART${at(date, exchange.opens)}`,
      `DTEND${at(date, exchange.earlyClose)}`,
      'SUMMARY:Half day before a holiday',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function day(year: number, month: number, date: number): Wall {
  const two = (n: number) => String(n).padStart(2, '0');
  return parseWall(`${year}-${two(month)}-${two(date)}T00:00`) as Wall;
}

/** Monday is 1, Sunday 7. 1970-01-01 was a Thursday. */
function weekday(date: Wall): number {
  return ((((date / DAY + 3) % 7) + 7) % 7) + 1;
}

/** The n-th such weekday of a month. */
function nth(year: number, month: number, wanted: number, n: number): Wall {
  const first = day(year, month, 1);
  return first + (((wanted - weekday(first) + 7) % 7) + 7 * (n - 1)) * DAY;
}

function last(year: number, month: number, wanted: number): Wall {
  const fifth = nth(year, month, wanted, 5);
  return printWall(fifth).slice(5, 7) === String(month).padStart(2, '0') ? fifth : fifth - 7 * DAY;
}

function onMondayAfter(date: Wall): Wall {
  const of = weekday(date);
  return of > 5 ? date + (8 - of) * DAY : date;
}

function nearestWeekday(date: Wall): Wall {
  const of = weekday(date);
  if (of === 6) return date - DAY;
  return of === 7 ? date + DAY : date;
}

function lastWeekdayBefore(date: Wall): Wall {
  let before = date - DAY;
  while (weekday(before) > 5) before -= DAY;
  return before;
}

/** Christmas and Boxing Day with their days in lieu. */
function christmas(year: number): Wall[] {
  const date = day(year, 12, 25);
  const of = weekday(date);
  if (of === 5) return [date, date + 3 * DAY];
  if (of === 6) return [date + 2 * DAY, date + 3 * DAY];
  return of === 7 ? [date + DAY, date + 2 * DAY] : [date, date + DAY];
}

/** Easter Sunday (the anonymous Gregorian algorithm, Nature 1876). */
function easter(year: number): Wall {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return day(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

function compact(date: Wall): string {
  return printWall(date).slice(0, 10).replaceAll('-', '');
}
