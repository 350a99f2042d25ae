import { describe, expect, it } from 'vitest';
import { at, daily, type LayerText, schedule, told } from '../../../test/helpers/schedule-text';
import { DAY } from '../time/duration';
import { NO_CALENDARS } from './calendars';
import { shiftsOf } from './resolve';
import type { Schedule } from './schedule';

describe('handoffs across a change of the clock (B3)', () => {
  it.each<[string, string, LayerText, string, string, string[]]>([
    [
      'New York goes forward: 09:00 stays 09:00',
      'America/New_York',
      daily('2026-03-06T09:00', 'a', 'b'),
      '2026-03-07T12:00',
      '2026-03-09T15:00',
      ['03-07T12:00 a', '03-07T14:00 b', '03-08T13:00 a', '03-09T13:00 b'],
    ],
    [
      'New York: one handoff falls in the gap, the next ones do not move',
      'America/New_York',
      daily('2026-03-06T02:30', 'a', 'b'),
      '2026-03-07T12:00',
      '2026-03-09T15:00',
      ['03-07T12:00 b', '03-08T07:30 a', '03-09T06:30 b'],
    ],
    [
      'New York goes back: 01:30 comes twice, the earlier counts',
      'America/New_York',
      daily('2026-10-30T01:30', 'a', 'b'),
      '2026-10-31T12:00',
      '2026-11-02T12:00',
      ['10-31T12:00 b', '11-01T05:30 a', '11-02T06:30 b'],
    ],
    [
      'London goes back: a day of 25 hours',
      'Europe/London',
      daily('2026-10-24T00:00', 'a', 'b'),
      '2026-10-24T12:00',
      '2026-10-27T12:00',
      ['10-24T12:00 a', '10-24T23:00 b', '10-26T00:00 a', '10-27T00:00 b'],
    ],
    [
      'Lord Howe goes forward by half an hour',
      'Australia/Lord_Howe',
      daily('2026-10-02T02:15', 'a', 'b'),
      '2026-10-02T20:00',
      '2026-10-05T00:00',
      ['10-02T20:00 b', '10-03T15:45 a', '10-04T15:15 b'],
    ],
    [
      'Sao Paulo has no midnight',
      'America/Sao_Paulo',
      daily('2018-11-02T00:00', 'a', 'b'),
      '2018-11-03T12:00',
      '2018-11-05T12:00',
      ['11-03T12:00 b', '11-04T03:00 a', '11-05T02:00 b'],
    ],
    [
      'Apia leaves out a day: its turn has no length, the counter goes on',
      'Pacific/Apia',
      daily('2011-12-28T09:00', 'a', 'b', 'c'),
      '2011-12-29T12:00',
      '2012-01-01T00:00',
      ['12-29T12:00 a', '12-29T19:00 b', '12-30T19:00 a', '12-31T19:00 b'],
    ],
  ])('%s', (_, zone, layer, from, to, expected) => {
    expect(told(schedule(zone, layer), from, to)).toEqual(expected);
  });

  it('hours are elapsed time: 12 hours stay 12 hours', () => {
    const one = schedule('America/New_York', {
      people: ['a', 'b'],
      start: '2026-03-07T12:00',
      turn: '12 hours',
    });
    expect(told(one, '2026-03-07T17:00', '2026-03-09T05:00')).toEqual([
      '03-07T17:00 a',
      '03-08T05:00 b',
      '03-08T17:00 a',
    ]);
  });

  it('asked from within the moved hour, the turn before it is still on', () => {
    // At 03:10 the clock has passed 02:30, but that handoff is at 03:30.
    const one = schedule('America/New_York', daily('2026-03-06T02:30', 'a', 'b'));
    expect(told(one, '2026-03-08T07:10', '2026-03-08T08:00')).toEqual(['03-08T07:10 b', '03-08T07:30 a']);
  });
});

describe('hours', () => {
  const on = (zone: string, ...hours: string[]): Schedule =>
    schedule(zone, { people: ['a'], start: '2010-01-04T00:00', turn: '1 week', hours });

  it('whole days have no hole on the day of 25 hours, nor on that of 23 (B4)', () => {
    for (const hours of ['00:00-00:00', '09:00-09:00', '02:30-02:30', '01:30-01:30'])
      for (const day of ['2026-10-24', '2026-03-28', '2026-06-01'])
        expect(told(on('Europe/London', hours), `${day}T00:00`, `${day.slice(0, 8)}30T00:00`)).toHaveLength(
          1,
        );
    expect(
      told(on('America/New_York', 'sun 02:30-sun 02:30'), '2026-02-01T00:00', '2026-12-01T00:00'),
    ).toHaveLength(1);
  });

  it('nights end the next day on the wall clock, and reach in from the day before', () => {
    expect(told(on('America/New_York', '22:00-06:00'), '2026-03-08T04:00', '2026-03-09T05:00')).toEqual([
      '03-08T04:00 a',
      '03-08T10:00 nobody',
      '03-09T02:00 a',
    ]);
  });

  it('days name the day on which a window opens', () => {
    expect(told(on('UTC', '22:00-06:00 fri'), '2026-03-05T00:00', '2026-03-09T00:00')).toEqual([
      '03-05T00:00 nobody',
      '03-06T22:00 a',
      '03-07T06:00 nobody',
    ]);
  });

  it('a weekend is one window a week, over the change of the clock', () => {
    expect(told(on('Europe/London', 'fri 18:00-mon 09:00'), '2026-03-26T00:00', '2026-03-31T00:00')).toEqual([
      '03-26T00:00 nobody',
      '03-27T18:00 a',
      '03-30T08:00 nobody',
    ]);
    // From sunday evening to the next sunday at noon is six and a half days.
    expect(told(on('UTC', 'sun 20:00-sun 12:00'), '2026-03-01T00:00', '2026-03-08T21:00')).toEqual([
      '03-01T00:00 a',
      '03-01T12:00 nobody',
      '03-01T20:00 a',
      '03-08T12:00 nobody',
      '03-08T20:00 a',
    ]);
  });

  it('a window that the gap turns round is none; one in the gap is moved', () => {
    expect(told(on('America/New_York', '02:30-03:00'), '2026-03-08T05:00', '2026-03-09T05:00')).toEqual([
      '03-08T05:00 nobody',
    ]);
    expect(told(on('America/New_York', '02:00-02:30'), '2026-03-08T05:00', '2026-03-09T05:00')).toEqual([
      '03-08T05:00 nobody',
      '03-08T07:00 a',
      '03-08T07:30 nobody',
    ]);
  });

  it('are a union, and the turn counter goes on outside of them', () => {
    const one = schedule('UTC', {
      people: ['a', 'b', 'c'],
      start: '2026-06-01T00:00',
      turn: '1 day',
      hours: ['mon 00:00-tue 00:00', '12:00-13:00 mon', '23:00-01:00 mon'],
    });
    expect(told(one, '2026-06-01T00:00', '2026-06-16T00:00')).toEqual([
      '06-01T00:00 a',
      '06-02T00:00 b',
      '06-02T01:00 nobody',
      '06-08T00:00 b',
      '06-09T00:00 c',
      '06-09T01:00 nobody',
      '06-15T00:00 c',
    ]);
  });
});

describe('layers', () => {
  it('a later one wins wherever it has somebody; nobody shows through', () => {
    const one = schedule(
      'UTC',
      daily('2026-06-01T00:00', 'a'),
      { people: ['b', null], start: '2026-06-02T00:00', turn: '1 day', until: '2026-06-05T12:00' },
      { people: [], start: '2026-06-01T00:00', turn: '1 week' },
    );
    expect(told(one, '2026-06-01T00:00', '2026-06-08T00:00')).toEqual([
      '06-01T00:00 a',
      '06-02T00:00 b',
      '06-03T00:00 a',
      '06-04T00:00 b',
      '06-05T00:00 a',
    ]);
  });

  it('none, empty ones and 100 of 500 people (F3)', () => {
    expect(told(schedule('UTC'), '2026-06-01T00:00', '2026-06-02T00:00')).toEqual(['06-01T00:00 nobody']);
    const empty = schedule('UTC', { people: [], start: '2026-01-01T00:00', turn: '1 day' });
    expect(told(empty, '2026-06-01T00:00', '2026-06-02T00:00')).toEqual(['06-01T00:00 nobody']);
    const people = Array.from({ length: 500 }, (_, i) => `p${i}`);
    const layers = Array.from({ length: 100 }, (_, i) => ({
      people,
      start: `2026-01-01T${String(i % 24).padStart(2, '0')}:00`,
      turn: '1 day',
      hours: ['09:00-17:00'],
    }));
    const began = performance.now();
    expect(
      told(schedule('Europe/London', ...layers), '2026-01-01T00:00', '2027-01-01T00:00').length,
    ).toBeGreaterThan(700);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('shifts say which turn, and where in the list it stands', () => {
    const one = schedule('UTC', daily('2026-06-01T00:00', 'a', 'b'));
    const [first, second] = shiftsOf(one, [], NO_CALENDARS, {
      start: at('2026-06-04T10:00'),
      end: at('2026-06-05T10:00'),
    });
    expect(first).toMatchObject({ person: 'b', cause: { kind: 'layer', layer: 'l0', turn: 3, of: 2 } });
    expect(second).toMatchObject({ person: 'a', cause: { turn: 4 } });
  });

  it('one that began in 1990 costs no more than one of today, and turns of an hour over five years are fine', () => {
    const old = schedule('Europe/London', daily('1990-01-01T09:00', 'a', 'b', 'c'));
    const year = { start: at('2026-01-01T00:00'), end: at('2027-01-01T00:00') };
    shiftsOf(old, [], NO_CALENDARS, year);
    const began = performance.now();
    expect(shiftsOf(old, [], NO_CALENDARS, year)).toHaveLength(366);
    expect(performance.now() - began).toBeLessThan(50);
    const hourly = schedule('Europe/London', {
      people: ['a', 'b'],
      start: '1990-01-01T09:00',
      turn: '1 hour',
    });
    expect(shiftsOf(hourly, [], NO_CALENDARS, { ...year, end: at('2031-01-01T00:00') })).toHaveLength(
      1826 * 24,
    );
  });
});

it('an empty span has no shifts', () => {
  expect(shiftsOf(schedule('UTC'), [], NO_CALENDARS, { start: DAY, end: DAY })).toEqual([]);
});
