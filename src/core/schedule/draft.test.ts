import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../time/duration';
import { parseInstant } from '../time/instant';
import { parseWall } from '../time/wall';
import { draftOf } from './draft';
import { readDraft } from './draft-read';
import { DAYS, parseHours, printHours } from './parse-hours';
import { parseMoment, printMoment } from './parse-moment';
import { parseTurn, printTurn } from './parse-turn';
import type { Hours, Layer, Schedule, Turn, Weekday } from './schedule';

const team = { timeZone: 'Europe/London', people: [{ id: 'ada' }, { id: 'bob' }] };
const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];

const turn = fc.record<Turn>({
  every: fc.integer({ min: 1, max: 9999 }),
  unit: fc.constantFrom('hours', 'days', 'weeks'),
});
const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => minute * MINUTE);
const day = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const hours: fc.Arbitrary<Hours> = fc.oneof(
  fc.record({
    kind: fc.constant('daily' as const),
    from: time,
    to: time,
    days: fc.option(fc.uniqueArray(day, { minLength: 1 })),
  }),
  fc.record({
    kind: fc.constant('weekly' as const),
    from: fc.record({ day, time }),
    to: fc.record({ day, time }),
  }),
  fc.record({ kind: fc.constant('calendar' as const), path: fc.constant('calendars/x.ics') }),
);
const wall = fc
  .integer({ min: -2_000_000_000, max: 7_000_000_000 })
  .map((seconds) => parseWall(new Date(seconds * 1000).toISOString().slice(0, 19)) as number);
const instant = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1000);

describe('what is typed', () => {
  it('turns, hours and moments print so that they read the same', () => {
    fc.assert(
      fc.property(turn, (each) => {
        expect(parseTurn(printTurn(each))).toEqual({ ok: true, value: each });
      }),
    );
    fc.assert(
      fc.property(hours, (each) => {
        expect(parseHours(printHours(each))).toEqual({ ok: true, value: each });
      }),
    );
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        expect(parseMoment(printMoment(at, zone), zone)).toBe(at);
      }),
      { numRuns: 2000 },
    );
  });

  it('an instant needs seconds no more than a wall clock does', () => {
    const at = parseInstant('2026-10-25T01:30:00Z');
    for (const text of ['2026-10-25T01:30Z', '2026-10-25T02:30+01:00', '2026-10-25T07:15+0545'])
      expect(parseMoment(text, 'Europe/London')).toBe(at);
    expect(parseMoment('2026-10-25T01Z', 'Europe/London')).toBeNull();
  });

  it('the second of two equal wall clocks is written as the instant it is', () => {
    const first = parseInstant('2026-10-25T00:30:00Z') as number;
    expect(printMoment(first, 'Europe/London')).toBe('2026-10-25T01:30');
    expect(printMoment(first + HOUR, 'Europe/London')).toBe('2026-10-25T01:30:00.000Z');
  });

  it.each([
    ['0 weeks', 'a turn is 1 to 9999 hours, days or weeks, not 0'],
    ['1000000000 days', '"1000000000 days" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['-1 day', '"-1 day" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['1.5 days', '"1.5 days" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
    ['1 month', '"1 month" is not a turn; write for example 12 hours, 1 day or 2 weeks'],
  ])('%s is no turn', (text, error) => {
    expect(parseTurn(text)).toEqual({ ok: false, error });
  });

  it.each([
    [{ from: '24:00', to: '01:00' }, 'from', '"24:00" is not a time of day; midnight is written 00:00'],
    [
      { from: '9:5', to: '01:00' },
      'from',
      '"9:5" is not a time of day; write for example "09:00" or fri 18:00',
    ],
    [
      { from: '09:00', to: '' },
      'to',
      'a window needs "from" and "to", for example from: "22:00", to: "06:00", or a "calendar"',
    ],
    [{ from: 'fri 18:00', to: '09:00' }, 'to', 'name a day in both "from" and "to", or in neither'],
    [{ from: 'fry 18:00', to: 'mon 09:00' }, 'from', '"fry" is not a day; write for example fri 18:00'],
    [
      { days: [], from: '09:00', to: '10:00' },
      'days',
      '"days" is empty, so the window would never open; leave it out for every day',
    ],
    [
      { days: ['mon'], from: 'fri 18:00', to: 'mon 09:00' },
      'days',
      '"days" goes with times of day only; "from" names its day already',
    ],
    [
      { calendar: 'x.ics', from: '09:00', to: '' },
      'from',
      'a window with "calendar" has no "from" beside it',
    ],
  ])('%j is no window', (text, at, message) => {
    expect(parseHours({ days: null, calendar: '', ...text })).toEqual({
      ok: false,
      error: { at, message },
    });
  });

  it('days may be written out, in any case', () => {
    for (const [i, name] of DAYS.entries())
      expect(
        parseHours({ days: [name.toUpperCase()], from: '9:00', to: '10:00', calendar: '' }),
      ).toMatchObject({
        ok: true,
        value: { days: [i + 1], from: 9 * HOUR },
      });
    expect(parseHours({ days: ['Wednesday'], from: '00:00', to: '00:00', calendar: '' })).toMatchObject({
      value: { days: [3] },
    });
  });
});

const layer: fc.Arbitrary<Layer> = fc
  .record({
    name: fc.constantFrom('a', 'Whole weeks'),
    people: fc.array(fc.constantFrom('ada', 'bob', null), { minLength: 1 }),
    start: wall,
    turn,
    until: fc.option(wall),
    hours: fc.array(hours, { maxLength: 3 }),
    calendar: fc.constantFrom(null, null, 'calendars/p.ics'),
  })
  .map((each) =>
    each.calendar === null
      ? { ...each, id: 'a' }
      : { ...each, id: 'a', people: [], start: 0, turn: { every: 1, unit: 'weeks' } },
  );

describe('a draft', () => {
  it('of any schedule reads as that schedule', () => {
    fc.assert(
      fc.property(
        layer,
        fc.constantFrom(...zones),
        fc.array(fc.tuple(instant, fc.integer({ min: 1, max: 100_000 }), fc.constantFrom('ada', null))),
        (each, timeZone, overrides) => {
          const schedule: Schedule = {
            id: 'p',
            name: 'Primary',
            timeZone,
            layers: [each],
            overrides: overrides.map(([start, seconds, person], i) => ({
              id: `file:${i + 1}`,
              schedule: 'p',
              person,
              start,
              end: start + seconds * 1000,
              reason: i === 0 ? 'dentist' : '',
              origin: { kind: 'file', line: 0 },
            })),
          };
          const { schedule: read, problems } = readDraft(draftOf(schedule), team);
          expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
          expect(read).toEqual(schedule);
        },
      ),
    );
  });

  it('says at which field something is wrong, and what to write', () => {
    const empty = {
      id: 'a',
      name: '',
      people: ['ada'],
      start: '2026-01-05T09:00',
      turn: '1 week',
      until: '',
      hours: [],
      calendar: '',
    };
    const { schedule, problems } = readDraft(
      {
        id: 'Not An Id',
        name: 'two\nlines',
        timeZone: 'EST5EDT',
        layers: [
          empty,
          { ...empty, start: '', until: '2026-13-01T00:00', people: ['adda'], turn: '' },
          { ...empty, id: '', start: '1800-01-01T00:00', calendar: '' },
          { ...empty, id: 'c', calendar: '../x.ics' },
          {
            ...empty,
            id: 'd',
            hours: [{ kind: 'weekly', days: [], from: '09:00', to: '10:00', calendar: '' }],
          },
        ],
        overrides: [{ person: 'nobody', start: '2026-03-02T09:00', end: '2026-03-02T09:00', reason: '' }],
      },
      team,
    );
    expect(schedule).toBeNull();
    expect(Object.fromEntries(problems.map(({ at, message }) => [at, message]))).toEqual({
      id: '"Not An Id" cannot be an id (lower-case letters, digits, dots, dashes and underscores, 60 at most, a letter or digit first)',
      name: 'this must be one line of text',
      timeZone: expect.stringContaining('"EST5EDT" is not a time zone'),
      'layers.1.id': 'two layers have the id "a"; give one of them another',
      'layers.1.start': 'a date and time is missing; write for example 2026-01-05T09:00',
      'layers.1.until': '"2026-13-01T00:00" is not a date and time; write for example 2026-01-05T09:00',
      'layers.1.people.0': 'there is no person "adda". Did you mean "ada"?',
      'layers.1.turn': '"" is not a turn; write for example 12 hours, 1 day or 2 weeks',
      'layers.2.id': 'this layer needs an id, for example weekly',
      'layers.2.start': 'this must lie between the years 1900 and 2199',
      'layers.3.calendar':
        '"../x.ics" is not a path inside the team folder; write for example calendars/xnys.ics',
      'layers.4.hours.0.from': 'a weekly window names its days: fri 18:00',
      'overrides.0.end': 'an override must end after it begins',
    });
  });

  it('warns of what has nobody, and is read all the same', () => {
    const { schedule, problems } = readDraft(
      { id: 'p', name: '', timeZone: '', layers: [], overrides: [] },
      team,
    );
    expect(schedule).toMatchObject({ id: 'p', name: 'p', timeZone: 'Europe/London' });
    expect(problems).toEqual([
      { level: 'warning', at: 'layers', message: 'A schedule without layers has nobody on call.' },
    ]);
  });
});
