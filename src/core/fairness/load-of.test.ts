import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../people/person';
import { DAY, HOUR, MINUTE } from '../time/duration';
import { parseInstant } from '../time/instant';
import type { Load } from './load';
import { type LoadDuty, loadOf } from './load-of';

const at = (text: string) => parseInstant(text) as number;
const inZone = (timeZone: string, id = 'ada'): Person => ({
  id,
  name: id,
  email: '',
  timeZone,
  holidays: '',
  away: '',
});
const duty = (start: string, end: string, person: string | null = 'ada', schedule = 'primary'): LoadDuty => ({
  schedule,
  person,
  start: at(start),
  end: at(end),
});
const YEAR = { start: at('2026-01-01T00:00:00Z'), end: at('2027-01-01T00:00:00Z') };
const load = (duties: readonly LoadDuty[], zone = 'UTC', span = YEAR): Load =>
  loadOf(duties, inZone(zone), [], [], span);

describe('hours', () => {
  it('are elapsed, of this person only, within the span only', () => {
    const duties = [
      duty('2025-12-31T12:00:00Z', '2026-01-01T06:00:00Z'),
      duty('2026-03-02T09:00:00Z', '2026-03-03T09:00:00Z'),
      duty('2026-03-03T09:00:00Z', '2026-03-04T09:00:00Z', 'grace'),
      duty('2026-03-04T09:00:00Z', '2026-03-05T09:00:00Z', null),
    ];
    expect(load(duties)).toMatchObject({ hours: 30, shifts: 1 });
  });

  it('count once where two schedules have the same person', () => {
    const duties = [
      duty('2026-03-02T09:00:00Z', '2026-03-02T17:00:00Z'),
      duty('2026-03-02T12:00:00Z', '2026-03-02T20:00:00Z', 'ada', 'secondary'),
    ];
    expect(load(duties)).toMatchObject({ hours: 11, shifts: 1, shortestRest: null });
  });

  it('are 23 and 25 on a day on which the clocks change', () => {
    expect(load([duty('2026-03-28T09:00:00Z', '2026-03-29T08:00:00Z')], 'Europe/London').hours).toBe(23);
    expect(load([duty('2026-10-24T08:00:00Z', '2026-10-25T09:00:00Z')], 'Europe/London').hours).toBe(25);
  });
});

describe('nights', () => {
  it('are 22:00 to 07:00 of the own zone: the same duty is one night here and none there', () => {
    const shift = [duty('2026-01-12T22:00:00Z', '2026-01-13T07:00:00Z')];
    expect(load(shift, 'Europe/London').nights).toBe(9);
    // 03:30 to 12:30 in Kolkata; 17:00 to 02:00 in New York
    expect(load(shift, 'Asia/Kolkata').nights).toBe(3.5);
    expect(load(shift, 'America/New_York').nights).toBe(4);
  });

  it('have 8 hours when the clocks go forward, 10 when they go back', () => {
    const day = (from: string, to: string, zone: string) => load([duty(from, to)], zone).nights;
    expect(day('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', 'Europe/London')).toBe(8);
    expect(day('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z', 'Europe/London')).toBe(10);
    expect(day('2026-03-07T17:00:00Z', '2026-03-08T17:00:00Z', 'America/New_York')).toBe(8);
    // Half an hour on Lord Howe Island.
    expect(day('2026-04-04T02:00:00Z', '2026-04-05T02:00:00Z', 'Australia/Lord_Howe')).toBe(9.5);
    expect(day('2026-10-03T02:00:00Z', '2026-10-04T02:00:00Z', 'Australia/Lord_Howe')).toBe(8.5);
  });

  it('of a whole year are 365 times nine hours, whatever the zone does', () => {
    const whole = [{ schedule: 'primary', person: 'ada', ...YEAR }];
    for (const zone of ['UTC', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
      expect(load(whole, zone).nights, zone).toBe(365 * 9);
    }
  });
});

describe('weekends', () => {
  it('are Saturday 00:00 to Monday 00:00 of the own zone', () => {
    const shift = [duty('2026-03-06T18:00:00Z', '2026-03-09T09:00:00Z')];
    expect(load(shift, 'UTC').weekends).toBe(48);
    expect(load([duty('2026-03-06T18:00:00Z', '2026-03-07T06:00:00Z')], 'Asia/Kolkata').weekends).toBe(11.5);
    expect(load([duty('2026-03-06T18:00:00Z', '2026-03-07T06:00:00Z')], 'America/New_York').weekends).toBe(1);
  });

  it('have 47 or 49 hours where the clocks change on Sunday', () => {
    const weekend = (from: string, to: string) => load([duty(from, to)], 'Europe/London').weekends;
    expect(weekend('2026-03-27T12:00:00Z', '2026-03-31T12:00:00Z')).toBe(47);
    expect(weekend('2026-10-23T12:00:00Z', '2026-10-27T12:00:00Z')).toBe(49);
  });

  it('are not counted twice where a zone left out a Friday', () => {
    const span = { start: at('2011-12-25T00:00:00Z'), end: at('2012-01-05T00:00:00Z') };
    const whole = load([{ schedule: 'primary', person: 'ada', ...span }], 'Pacific/Apia', span);
    expect(whole.weekends).toBe(48 + 24 + 10);
    expect(whole.nights).toBeLessThan(11 * 9 + 1);
  });
});

describe('shifts, rest, holidays', () => {
  it('a shift is a stretch without a break; rest is between two of them', () => {
    const duties = [
      duty('2026-03-02T09:00:00Z', '2026-03-02T17:00:00Z'),
      duty('2026-03-02T17:00:00Z', '2026-03-02T19:00:00Z', 'ada', 'secondary'),
      duty('2026-03-03T06:00:00Z', '2026-03-03T09:00:00Z'),
      duty('2026-03-05T06:00:00Z', '2026-03-05T09:00:00Z'),
    ];
    expect(load(duties)).toMatchObject({ shifts: 3, shortestRest: 11 });
    expect(load(duties.slice(0, 2))).toMatchObject({ shifts: 1, shortestRest: null });
  });

  it('are found among more shifts than a call takes arguments', () => {
    const many = Array.from({ length: 200_000 }, (_, hour) => ({
      schedule: 'primary',
      person: 'ada',
      start: YEAR.start + hour * 60_000,
      end: YEAR.start + hour * 60_000 + 30_000,
    }));
    expect(load(many)).toMatchObject({ shifts: 200_000, shortestRest: 30 / 3600 });
  });

  it('holidays that share a day count it once', () => {
    const day = (text: string) => ({ start: at(text), end: at(text) + DAY });
    const holidays = [day('2026-12-25T00:00:00Z'), day('2026-12-25T00:00:00Z'), day('2026-12-26T00:00:00Z')];
    const shift = [duty('2026-12-24T12:00:00Z', '2026-12-26T12:00:00Z')];
    expect(loadOf(shift, inZone('UTC'), holidays, [], YEAR).holidays).toBe(36);
  });
});

describe('interruptions', () => {
  const pages = (...times: string[]) => times.map((time) => ({ person: 'ada', at: at(time) }));
  const suffered = (list: ReturnType<typeof pages>, zone = 'UTC', span = YEAR) => {
    const { interruptions, sleepInterruptions } = loadOf([], inZone(zone), [], list, span);
    return [interruptions, sleepInterruptions];
  };

  it('a burst within a minute is one; a minute later it is another', () => {
    const burst = pages('2026-03-02T12:00:59.999Z', '2026-03-02T12:00:00Z', '2026-03-02T12:01:00Z');
    expect(suffered(burst)).toEqual([2, 0]);
  });

  it('those of the night are those of the own zone', () => {
    expect(suffered(pages('2026-03-02T21:58:59Z', '2026-03-02T22:00:00Z', '2026-03-03T07:00:00Z'))).toEqual([
      3, 1,
    ]);
    expect(suffered(pages('2026-03-02T21:59:59Z'), 'Asia/Kolkata')).toEqual([1, 1]);
  });

  it("others' are others'", () => {
    expect(suffered([{ person: 'grace', at: at('2026-03-02T12:00:00Z') }])).toEqual([0, 0]);
  });
});

const ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
];
const PEOPLE = ZONES.map((zone, i) => inZone(zone, `p${i}`));

/** A schedule's final rota over `YEAR`: covers it, neighbours differ. */
const rotaOf = (schedule: string) =>
  fc
    .array(fc.record({ hours: fc.integer({ min: 1, max: 400 }), who: fc.integer({ min: 0, max: 6 }) }), {
      minLength: 1,
      maxLength: 40,
    })
    .map((turns): LoadDuty[] => {
      const duties: LoadDuty[] = [];
      let start = YEAR.start;
      for (const { hours, who } of turns) {
        const end = Math.min(YEAR.end, start + hours * HOUR);
        if (end > start) duties.push({ schedule, person: PEOPLE[who]?.id ?? null, start, end });
        start = end;
      }
      if (start < YEAR.end) duties.push({ schedule, person: null, start, end: YEAR.end });
      return duties;
    });

const figures = [
  'hours',
  'nights',
  'weekends',
  'holidays',
  'shifts',
  'interruptions',
  'sleepInterruptions',
] as const;

describe('what always holds', () => {
  it("everybody's hours and the gaps are the span", () => {
    fc.assert(
      fc.property(rotaOf('primary'), (duties) => {
        const held = PEOPLE.reduce((sum, person) => sum + loadOf(duties, person, [], [], YEAR).hours, 0);
        const gaps = duties
          .filter(({ person }) => person === null)
          .reduce((sum, d) => sum + d.end - d.start, 0);
        expect(held * HOUR + gaps).toBeCloseTo(YEAR.end - YEAR.start, 3);
      }),
      { numRuns: 50 },
    );
  });

  it('splitting the span adds up', () => {
    fc.assert(
      fc.property(
        rotaOf('primary'),
        rotaOf('secondary'),
        fc.integer({ min: 1, max: 364 * 24 * 60 }),
        fc.array(fc.integer({ min: 0, max: 60 * 24 * 365 * 20 }), { maxLength: 50 }),
        fc.nat(5),
        (primary, secondary, minute, pagedAt, who) => {
          const person = PEOPLE[who] as Person;
          const duties = [...primary, ...secondary];
          const cut = YEAR.start + minute * MINUTE;
          const pages = pagedAt.map((third) => ({ person: person.id, at: YEAR.start + third * 3000 }));
          const holidays = [{ start: at('2026-04-03T00:00:00Z'), end: at('2026-04-06T00:00:00Z') }];
          const over = (start: number, end: number) =>
            loadOf(duties, person, holidays, pages, { start, end });
          const whole = over(YEAR.start, YEAR.end);
          const [left, right] = [over(YEAR.start, cut), over(cut, YEAR.end)];
          for (const figure of figures) {
            expect(left[figure] + right[figure], figure).toBeCloseTo(whole[figure], 6);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('handing hours from one to another conserves the total', () => {
    fc.assert(
      fc.property(rotaOf('primary'), fc.nat(39), fc.nat(5), (duties, index, to) => {
        const moved = duties.map((d, i) =>
          i === index && d.person !== null ? { ...d, person: `p${to}` } : d,
        );
        const total = (list: readonly LoadDuty[]) =>
          PEOPLE.reduce((sum, person) => sum + loadOf(list, person, [], [], YEAR).hours, 0);
        expect(total(moved)).toBeCloseTo(total(duties), 6);
      }),
      { numRuns: 50 },
    );
  });

  it('no figure is more than the hours, and order does not matter', () => {
    fc.assert(
      fc.property(rotaOf('primary'), fc.nat(5), (duties, who) => {
        const person = PEOPLE[who] as Person;
        const one = loadOf(duties, person, [], [], YEAR);
        for (const figure of ['nights', 'weekends'] as const)
          expect(one[figure]).toBeLessThanOrEqual(one.hours);
        expect(loadOf(duties.toReversed(), person, [], [], YEAR)).toEqual(one);
      }),
      { numRuns: 50 },
    );
  });
});

it('is quick: ten schedules, fourteen people, a year', () => {
  const people = Array.from({ length: 14 }, (_, i) => inZone(ZONES[i % ZONES.length] as string, `q${i}`));
  const span = { start: YEAR.end, end: YEAR.end + 365 * DAY };
  const duties: LoadDuty[] = [];
  for (let schedule = 0; schedule < 10; schedule += 1) {
    for (let day = 0; day < 365; day += 1) {
      const start = span.start + day * DAY;
      duties.push({ schedule: `s${schedule}`, person: `q${(day + schedule) % 14}`, start, end: start + DAY });
    }
  }
  const began = performance.now();
  const hours = people.map((person) => loadOf(duties, person, [], [], span).hours);
  const took = performance.now() - began;
  expect(hours.every((n) => n > 0)).toBe(true);
  // Tens of milliseconds on a quiet machine; a busy one gets room, a quadratic walk does not.
  expect(took).toBeLessThan(1500);
  if (process.env['WATCHBILL_TIMES'])
    console.info(`a year of ten schedules and 14 people: ${took.toFixed(1)} ms`);
});
