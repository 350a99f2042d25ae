import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../time/duration';
import { NO_CALENDARS } from './calendars';
import { dutiesOf, shiftsOf } from './resolve';
import type { Layer, Override, Schedule, Weekday } from './schedule';

/* What holds for any schedule whatever. */

const START = Date.UTC(2026, 2, 1);
const minute = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((n) => START + n * MINUTE);
const person = fc.constantFrom('ada', 'bo', 'chidi', null);
const time = fc.integer({ min: 0, max: 1439 }).map((n) => n * MINUTE);
const day = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;

const layer: fc.Arbitrary<Layer> = fc
  .record({
    people: fc.array(person, { maxLength: 4 }),
    start: minute,
    turn: fc.record({
      every: fc.integer({ min: 1, max: 30 }),
      unit: fc.constantFrom('hours', 'days', 'weeks'),
    }),
    until: fc.option(minute, { freq: 5 }),
    hours: fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('daily' as const),
          from: time,
          to: time,
          days: fc.option(fc.array(day)),
        }),
        fc.record({
          kind: fc.constant('weekly' as const),
          from: fc.record({ day, time }),
          to: fc.record({ day, time }),
        }),
      ),
      { maxLength: 2 },
    ),
    calendar: fc.constant(null),
  })
  .map((made) => ({ ...made, id: '', name: '' }));

const override: fc.Arbitrary<Override> = fc
  .record({ person, start: minute, length: fc.integer({ min: 0, max: 300 }), log: fc.boolean() })
  .map(({ person: who, start, length, log }) => ({
    id: `${start}-${length}-${who}`,
    schedule: 'primary',
    person: who,
    start,
    end: start + length * HOUR,
    reason: '',
    origin: log ? { kind: 'act', by: 'ada', at: start } : { kind: 'file', line: 1 },
  }));

const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    timeZone: fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata'),
    layers: fc.array(layer, { maxLength: 4 }),
  })
  .map(({ timeZone, layers }) => ({
    id: 'primary',
    name: 'primary',
    timeZone,
    layers: layers.map((one, index) => ({ ...one, id: `l${index}` })),
    overrides: [],
  }));

// Those of the file come first, as `overridesOf` lists them.
const overrides = fc
  .array(override, { maxLength: 6 })
  .map((all) => all.toSorted((a, b) => Number(a.origin.kind === 'act') - Number(b.origin.kind === 'act')));
const span = fc
  .record({ start: minute, length: fc.integer({ min: 1, max: 30 * 24 * 60 }) })
  .map(({ start, length }) => ({ start, end: start + length * MINUTE }));

describe('the final rota', () => {
  it('covers the span, without overlap, with neighbours merged', () => {
    fc.assert(
      fc.property(schedule, overrides, span, (one, given, asked) => {
        const shifts = shiftsOf(one, given, NO_CALENDARS, asked);
        expect(shifts[0]?.start).toBe(asked.start);
        expect(shifts.at(-1)?.end).toBe(asked.end);
        for (const [index, shift] of shifts.entries()) {
          expect(shift.start).toBeLessThan(shift.end);
          const next = shifts[index + 1];
          if (!next) continue;
          expect(next.start).toBe(shift.end);
          expect([next.person, next.cause]).not.toEqual([shift.person, shift.cause]);
        }
        const duties = dutiesOf(shifts);
        for (const [index, duty] of duties.entries()) expect(duty.person).not.toBe(duties[index + 1]?.person);
        expect([duties[0]?.start, duties.at(-1)?.end]).toEqual([asked.start, asked.end]);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same split anywhere and joined', () => {
    fc.assert(
      fc.property(
        schedule,
        overrides,
        span,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, given, asked, where) => {
          const cut = asked.start + Math.floor((asked.end - asked.start) * where);
          const whole = dutiesOf(shiftsOf(one, given, NO_CALENDARS, asked));
          const parts = [
            ...shiftsOf(one, given, NO_CALENDARS, { start: asked.start, end: cut }),
            ...shiftsOf(one, given, NO_CALENDARS, { start: cut, end: asked.end }),
          ];
          expect(dutiesOf(parts)).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('changes by one more override in its span only, and there wholly', () => {
    fc.assert(
      fc.property(schedule, overrides, override, span, (one, given, more, asked) => {
        const last: Override = { ...more, origin: { kind: 'act', by: 'ada', at: 0 } };
        const before = dutiesOf(shiftsOf(one, given, NO_CALENDARS, asked));
        const after = dutiesOf(shiftsOf(one, [...given, last], NO_CALENDARS, asked));
        const personAt = (duties: typeof before, at: number): string | null | undefined =>
          duties.find(({ start, end }) => start <= at && at < end)?.person;
        const places = [...before, ...after].flatMap(({ start, end }) => [start, end - 1]);
        for (const at of [...places, last.start, last.end, last.end - 1]) {
          if (at < asked.start || at >= asked.end) continue;
          const inside = last.start <= at && at < last.end;
          expect(personAt(after, at)).toBe(inside ? last.person : personAt(before, at));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same a week later for a schedule of whole weeks, where no clock changes', () => {
    fc.assert(
      fc.property(schedule, (one) => {
        const whole = {
          ...one,
          timeZone: 'Asia/Kolkata',
          layers: one.layers.map((each) => ({ ...each, people: each.people.slice(0, 1), until: null })),
        };
        const late = { start: START + 200 * DAY, end: START + 207 * DAY };
        const people = (from: typeof late): unknown =>
          dutiesOf(shiftsOf(whole, [], NO_CALENDARS, from)).map(({ start, person: who }) => [
            start - from.start,
            who,
          ]);
        expect(people({ start: late.start + 7 * DAY, end: late.end + 7 * DAY })).toEqual(people(late));
      }),
      { numRuns: 100 },
    );
  });
});
