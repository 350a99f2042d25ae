import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from './duration';
import { parseInstant } from './instant';
import { dayOf, instantOf, parseWall, printWall, type Wall, wallOf, weekdayOf, zoneChanges } from './wall';

const ZONES = [
  'UTC',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Dublin',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Anchorage',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Gaza',
  'Asia/Tehran',
  'Asia/Manila',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Apia',
  'Pacific/Kwajalein',
  'Pacific/Chatham',
  'Antarctica/Troll',
];

const wall = (text: string): Wall => parseWall(text) as Wall;
const at = (text: string): number => parseInstant(text) as number;

function temporalInstant(w: Wall, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(w)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function temporalWall(instant: number, zone: string): number {
  return (
    instant + Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
  );
}

const anyTime = fc.oneof(
  fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) }),
  fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) }),
  fc.integer({ min: Date.UTC(9990, 0, 1), max: Date.UTC(9999, 11, 30) }),
);

describe('walls and instants', () => {
  it('are what Temporal says, at any time in any zone', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), anyTime, (zone, time) => {
        expect(instantOf(time, zone)).toBe(temporalInstant(time, zone));
        expect(wallOf(time, zone)).toBe(temporalWall(time, zone));
      }),
      { numRuns: 3000 },
    );
  });

  it('are what Temporal says within a day around every change of every zone', { timeout: 60_000 }, () => {
    for (const zone of ZONES) {
      const changes = [
        ...zoneChanges(zone, { start: Date.UTC(1910, 0, 1), end: Date.UTC(1950, 0, 1) }).slice(0, 8),
        ...zoneChanges(zone, { start: Date.UTC(1990, 0, 1), end: Date.UTC(2030, 0, 1) }),
      ];
      for (const change of changes) {
        for (const away of [
          -26 * HOUR,
          -90 * MINUTE,
          -30 * MINUTE,
          -1000,
          -1,
          0,
          1,
          30 * MINUTE,
          25 * HOUR,
        ]) {
          for (const base of [change.before, change.after]) {
            const w = change.at + base + away;
            expect(instantOf(w, zone), `${printWall(w)} in ${zone}`).toBe(temporalInstant(w, zone));
          }
          expect(wallOf(change.at + away, zone)).toBe(temporalWall(change.at + away, zone));
        }
      }
    }
  });

  it.each([
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00Z', 'a gap moves forward by its length'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z', 'twice there: the earlier'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z', 'a gap of half an hour'],
    ['2018-11-04T00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 'no midnight'],
    ['2011-12-30T09:00', 'Pacific/Apia', '2011-12-30T19:00:00Z', 'no such day'],
  ])('%s in %s is %s: %s', (text, zone, expected) => {
    expect(instantOf(wall(text), zone)).toBe(at(expected));
  });

  it('refuses a zone that is none', () => {
    expect(() => instantOf(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('zoneChanges', () => {
  it('gives each change of a span once, with the offsets around it', () => {
    const year = { start: at('2026-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') };
    expect(zoneChanges('America/New_York', year)).toEqual([
      { at: at('2026-03-08T07:00:00Z'), before: -5 * HOUR, after: -4 * HOUR },
      { at: at('2026-11-01T06:00:00Z'), before: -4 * HOUR, after: -5 * HOUR },
    ]);
    expect(zoneChanges('Asia/Kolkata', year)).toEqual([]);
    expect(
      zoneChanges('Pacific/Apia', { start: at('2011-12-01T00:00:00Z'), end: at('2012-01-01T00:00:00Z') }),
    ).toEqual([{ at: at('2011-12-30T10:00:00Z'), before: -10 * HOUR, after: 14 * HOUR }]);
  });

  it('loses none however a span is cut, and its ends are half-open', () => {
    const whole = { start: Date.UTC(1900, 0, 1), end: Date.UTC(2040, 0, 1) };
    for (const zone of ['Africa/Casablanca', 'Europe/Dublin', 'Asia/Gaza']) {
      const all = zoneChanges(zone, whole);
      expect(all.length).toBeGreaterThan(50);
      for (const cut of [...all.slice(0, 40).map((c) => c.at), 2 ** 35 * 40, 2 ** 35 * 41]) {
        const parts = [
          ...zoneChanges(zone, { start: whole.start, end: cut }),
          ...zoneChanges(zone, { start: cut, end: whole.end }),
        ];
        expect(parts).toEqual(all);
      }
      for (const change of all.slice(0, 40))
        expect(zoneChanges(zone, { start: change.at, end: change.at + 1 })).toEqual([change]);
    }
  });
});

describe('days of a wall', () => {
  it('know their midnight and their day of the week', () => {
    expect(printWall(dayOf(wall('2026-11-23T17:45')))).toBe('2026-11-23T00:00');
    expect(printWall(dayOf(wall('1969-07-20T20:17:40')))).toBe('1969-07-20T00:00');
    expect(
      ['2026-11-23T00:00', '2026-11-29T23:59', '1969-07-20T20:17', '1900-01-01T00:00'].map((t) =>
        weekdayOf(wall(t)),
      ),
    ).toEqual([1, 7, 7, 1]);
    fc.assert(
      fc.property(anyTime, (time) => {
        const date = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('UTC');
        expect(weekdayOf(time)).toBe(date.dayOfWeek);
        expect(dayOf(time)).toBe(time - (((time % DAY) + DAY) % DAY));
      }),
    );
  });

  it('read and print', () => {
    expect(printWall(wall('2026-01-05T09:00:30'))).toBe('2026-01-05T09:00:30');
    for (const text of [
      '2026-02-30T09:00',
      '2026-01-05',
      '2026-01-05T9:00',
      '2026-01-05T24:00',
      '2026-01-05T09:00Z',
      '',
    ])
      expect(parseWall(text)).toBeNull();
  });
});
