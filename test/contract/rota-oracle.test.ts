import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CALENDARS } from '../../src/core/schedule/calendars';
import { onCallAt } from '../../src/core/schedule/on-call-at';
import { dutiesOf, shiftsOf } from '../../src/core/schedule/resolve';
import { NO_ROTA } from '../../src/core/schedule/rota';
import type { Hours, Layer, Schedule, Weekday } from '../../src/core/schedule/schedule';
import { DAY, HOUR, MINUTE } from '../../src/core/time/duration';
import { dayOf, wallOf, zoneChanges } from '../../src/core/time/wall';
import { override } from './rota-model';
import { slowRota } from './rota-oracle';

/* Random schedules around changes of the clock, against the slow reading of the rules (reliability B3, B4, F8). */

const ZONES = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'America/St_Johns',
  'Pacific/Chatham',
  'Asia/Gaza',
];
const YEARS = { start: Date.UTC(2005, 0, 1), end: Date.UTC(2029, 0, 1) };
const people = fc.array(fc.constantFrom('ada', 'bo', 'chidi', 'dara', null), { maxLength: 5 });
// Hours at which clocks change are asked for more often than others.
const time = fc.oneof(
  fc.constantFrom(0, HOUR, 90 * MINUTE, 2 * HOUR, 150 * MINUTE, 3 * HOUR, 9 * HOUR, 23 * HOUR),
  fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => minutes * MINUTE),
);
const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const hours: fc.Arbitrary<Hours> = fc.oneof(
  fc.record({
    kind: fc.constant('daily' as const),
    from: time,
    to: time,
    days: fc.option(fc.uniqueArray(weekday, { minLength: 1 })),
  }),
  fc.record({
    kind: fc.constant('weekly' as const),
    from: fc.record({ day: weekday, time }),
    to: fc.record({ day: weekday, time }),
  }),
);

const schedule = fc
  .record({ zone: fc.constantFrom(...ZONES), pick: fc.nat(), away: fc.integer({ min: -60, max: 36 }) })
  .chain(({ zone, pick, away }) => {
    const changes = zoneChanges(zone, YEARS);
    const around = changes[pick % Math.max(1, changes.length)]?.at ?? YEARS.start + (pick % 8000) * DAY;
    const start = around + away * HOUR;
    const layer = fc
      .record({
        people,
        before: fc.integer({ min: -2, max: 60 }),
        time,
        turn: fc.oneof(
          fc.record({ every: fc.integer({ min: 1, max: 40 }), unit: fc.constant('hours' as const) }),
          fc.record({ every: fc.integer({ min: 1, max: 9 }), unit: fc.constant('days' as const) }),
          fc.record({ every: fc.integer({ min: 1, max: 3 }), unit: fc.constant('weeks' as const) }),
        ),
        lasts: fc.option(fc.integer({ min: 1, max: 70 * 24 }), { freq: 4 }),
        hours: fc.array(hours, { maxLength: 3 }),
      })
      .map(({ before, time: of, lasts, ...rest }): Omit<Layer, 'id' | 'name'> => {
        const first = dayOf(wallOf(around, zone)) - before * DAY + of;
        return { ...rest, start: first, until: lasts === null ? null : first + lasts * HOUR, calendar: null };
      });
    const overrides = fc.array(
      fc.record({
        person: fc.constantFrom('eve', 'fen', null),
        from: fc.integer({ min: -24 * 60, max: 72 * 60 }),
        length: fc.integer({ min: 0, max: 48 * 60 }),
      }),
      { maxLength: 4 },
    );
    return fc.record({ layers: fc.array(layer, { maxLength: 4 }), overrides }).map((made) => {
      const whole: Schedule = {
        id: 'primary',
        name: 'primary',
        timeZone: zone,
        layers: made.layers.map((one, index) => ({ ...one, id: `l${index}`, name: `l${index}` })),
        overrides: made.overrides.map(({ person, from, length }, index) => {
          const begins = Math.floor(start / MINUTE) * MINUTE + from * MINUTE;
          return override(index, person, begins, begins + length * MINUTE);
        }),
      };
      return { schedule: whole, span: { start, end: start + 2.5 * DAY } };
    });
  });

describe('the resolver says what the rules say', () => {
  it('minute by minute, in ten zones, around changes of the clock', () => {
    fc.assert(
      fc.property(schedule, ({ schedule: one, span }) => {
        const slow = slowRota(one, span);
        const duties = dutiesOf(shiftsOf(one, one.overrides, NO_CALENDARS, span));
        const fast = slow.map((_, minute) => {
          const now = span.start + minute * MINUTE;
          return duties.find(({ start, end }) => start <= now && now < end)?.person;
        });
        const differs = slow.findIndex((person, minute) => person !== fast[minute]);
        if (differs >= 0) {
          const when = new Date(span.start + differs * MINUTE).toISOString();
          throw new Error(`${when}: ${slow[differs]} by the rules, ${fast[differs]} by the resolver`);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('also asked for one instant: at every boundary, a second before, and in between', () => {
    fc.assert(
      fc.property(schedule, ({ schedule: one, span }) => {
        const rota = { ...NO_ROTA, schedules: [one] };
        const duties = dutiesOf(shiftsOf(one, one.overrides, NO_CALENDARS, span));
        for (const { start, end, person } of duties.slice(0, 12)) {
          for (const instant of [start, end - 1000, start + Math.floor((end - start) / 3)]) {
            if (instant < start) continue;
            const found = onCallAt(rota, one, instant);
            expect(found.person).toBe(person);
            if (start > span.start) expect(found.since).toBe(start);
            if (end < span.end) expect(found.until).toBe(end);
            expect(found.shift.start <= instant && instant < found.shift.end).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
