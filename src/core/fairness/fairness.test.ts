import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../people/person';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import { NO_ROTA, overridesOf, type Rota } from '../schedule/rota';
import type { Layer, Override, Schedule } from '../schedule/schedule';
import { NO_ACTS } from '../team-log/rota-acts';
import type { Trade } from '../team-log/trade';
import { DAY, HOUR } from '../time/duration';
import { parseInstant } from '../time/instant';
import { parseWall } from '../time/wall';
import { type Fairness, fairnessOf, meanOf, partIn } from './fairness';
import { ledgerOf } from './ledger';

const at = (text: string) => parseInstant(text) as number;
const person = (id: string, timeZone: string): Person => ({
  id,
  name: id,
  email: '',
  timeZone,
  holidays: '',
  away: '',
});
const PEOPLE = [
  person('ada', 'Europe/London'),
  person('grace', 'America/New_York'),
  person('linus', 'Asia/Kolkata'),
  person('zoe', 'UTC'),
];

function layer(part: Partial<Layer>): Layer {
  return {
    id: 'weekly',
    name: 'weekly',
    people: ['ada', 'grace', 'linus'],
    start: parseWall('2026-01-05T09:00') as number,
    turn: { every: 1, unit: 'weeks' },
    until: null,
    hours: [],
    calendar: null,
    ...part,
  };
}

const schedule = (id: string, ...layers: Layer[]): Schedule => ({
  id,
  name: id,
  timeZone: 'Europe/London',
  layers,
  overrides: [],
});
const PRIMARY = schedule('primary', layer({}));
const rotaOf = (...schedules: Schedule[]): Rota => ({ ...NO_ROTA, people: PEOPLE, schedules });
const QUARTER = { start: at('2026-01-05T09:00:00Z'), end: at('2026-03-30T08:00:00Z') };

function fairness(
  rota: Rota,
  schedules: string[] = [],
  span = QUARTER,
): Fairness & { strangers: readonly string[] } {
  const part = partIn(rota, schedules, span, 'UTC');
  return { ...fairnessOf(part, span, () => [], []), strangers: part.strangers };
}
const hoursOf = (view: Fairness) =>
  Object.fromEntries(view.loads.map(({ load }) => [load.person, load.hours]));

describe('the fairness of a rota', () => {
  it('counts who takes part, in the order of the team file, and their mean', () => {
    const view = fairness(rotaOf(PRIMARY));
    // Twelve weeks; on the last Sunday of March the clocks went forward, in linus' week.
    expect(hoursOf(view)).toEqual({ ada: 4 * 168, grace: 4 * 168, linus: 4 * 168 - 1 });
    expect(view.mean.hours).toBeCloseTo(4 * 168 - 1 / 3, 9);
    expect(view.mean.shortestRest).toBe(336);
    expect(view.loads.map(({ load }) => load.shifts)).toEqual([4, 4, 4]);
    expect(view.gaps).toBe(0);
  });

  it('nights are those of the own zone: the same week is another for each', () => {
    const week = { start: at('2026-01-05T09:00:00Z'), end: at('2026-01-12T09:00:00Z') };
    expect(fairness(rotaOf(PRIMARY), [], week).loads[0]?.load).toMatchObject({ nights: 63, weekends: 48 });
    const onlyNights = schedule(
      'nights',
      layer({ hours: [{ kind: 'daily', from: 22 * HOUR, to: 7 * HOUR, days: null }] }),
    );
    const view = fairness(rotaOf(onlyNights), [], { start: week.start, end: week.start + 21 * DAY });
    const nights = Object.fromEntries(view.loads.map(({ load }) => [load.person, load.nights]));
    expect(nights).toEqual({ ada: 63, grace: 28, linus: 24.5 });
  });

  it('who is in a layer and never on call counts with nothing; who is in none does not count', () => {
    const view = fairness(rotaOf(PRIMARY), [], { start: QUARTER.start, end: QUARTER.start + 7 * DAY });
    expect(hoursOf(view)).toEqual({ ada: 168, grace: 0, linus: 0 });
    expect(view.mean.hours).toBe(56);
  });

  it('asks the schedules named, or all', () => {
    const second = schedule('secondary', layer({ people: ['zoe'] }));
    const rota = rotaOf(PRIMARY, second);
    expect(Object.keys(hoursOf(fairness(rota)))).toEqual(['ada', 'grace', 'linus', 'zoe']);
    expect(Object.keys(hoursOf(fairness(rota, ['secondary'])))).toEqual(['zoe']);
    // One who never hands off began before the span.
    expect(
      fairness(rota, ['secondary'], { start: QUARTER.start + DAY, end: QUARTER.end }).loads[0]?.load,
    ).toMatchObject({
      shifts: 0,
      shortestRest: null,
    });
  });

  it('adds up the hours with nobody over the schedules', () => {
    const office = layer({ hours: [{ kind: 'daily', from: 9 * HOUR, to: 17 * HOUR, days: null }] });
    const day = { start: QUARTER.start, end: QUARTER.start + DAY };
    expect(fairness(rotaOf(schedule('a', office), schedule('b', office)), [], day).gaps).toBe(32);
  });

  it('names who is on call and not in the team file, and counts them', () => {
    const view = fairness(rotaOf(schedule('primary', layer({ people: ['ada', 'gone'] }))));
    expect(view.strangers).toEqual(['gone']);
    expect(hoursOf(view)['gone']).toBeCloseTo(6 * 168 - 1, 9);
  });

  it('of nobody is nothing', () => {
    expect(fairness(NO_ROTA)).toMatchObject({ loads: [], gaps: 0 });
    expect(meanOf([])).toMatchObject({ hours: 0, shortestRest: null });
  });
});

/** A two-way trade in force: its two overrides and what the ledger sees of it. */
function traded(from: string, to: string, give: Override, want: Override | null): Rota {
  const piece = ({ schedule: id, start, end }: Override) => ({ schedule: id, start, end });
  const taking = { act: 'x', by: to, at: 0, give: [piece(give)], want: want ? [piece(want)] : [] };
  const trade = {
    id: 't',
    from,
    to,
    give: taking.give,
    want: taking.want,
    note: '',
    offeredAt: 0,
    status: 'agreed',
    takings: [taking],
    left: [],
    declinedBy: [],
    lost: [],
    undoneBy: null,
  } satisfies Trade;
  return {
    ...rotaOf(PRIMARY),
    acts: { ...NO_ACTS, overrides: want ? [give, want] : [give], trades: [trade] },
  };
}

const override = (id: string, who: string, start: number, end: number): Override => ({
  id,
  schedule: 'primary',
  person: who,
  start,
  end,
  reason: '',
  origin: { kind: 'trade', trade: 't', from: 'ada', with: 'grace', at: 0 },
});

describe('what always holds', () => {
  const layers = fc.array(
    fc
      .record({
        people: fc.array(fc.constantFrom('ada', 'grace', 'linus', 'zoe'), { maxLength: 4 }),
        every: fc.integer({ min: 1, max: 60 }),
        unit: fc.constantFrom('hours' as const, 'days' as const, 'weeks' as const),
        from: fc.integer({ min: 0, max: 23 }),
        to: fc.integer({ min: 0, max: 23 }),
        always: fc.boolean(),
      })
      .map(({ people, every, unit, from, to, always }) =>
        layer({
          people,
          turn: { every, unit },
          hours: always ? [] : [{ kind: 'daily', from: from * HOUR, to: to * HOUR, days: null }],
        }),
      ),
    { minLength: 1, maxLength: 4 },
  );

  it("on one schedule everybody's hours and the gaps are the span", () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: 1, max: 200 }), (some, days) => {
        const span = { start: QUARTER.start - 20 * DAY, end: QUARTER.start + days * DAY };
        const { loads, gaps } = fairness(rotaOf(schedule('primary', ...some)), [], span);
        const held = loads.reduce((sum, { load }) => sum + load.hours, 0);
        expect(held + gaps).toBeCloseTo((span.end - span.start) / HOUR, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('a split span adds up, the shifts too', () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: 1, max: 83 * 24 }), (some, hours) => {
        const rota = rotaOf(schedule('primary', ...some), PRIMARY);
        const cut = QUARTER.start + hours * HOUR;
        const whole = fairness(rota);
        const left = fairness(rota, [], { start: QUARTER.start, end: cut });
        const right = fairness(rota, [], { start: cut, end: QUARTER.end });
        for (const figure of ['hours', 'nights', 'weekends', 'shifts'] as const) {
          for (const [i, { load }] of whole.loads.entries()) {
            const sum = (left.loads[i]?.load[figure] ?? 0) + (right.loads[i]?.load[figure] ?? 0);
            expect(sum, `${figure} of ${load.person}`).toBeCloseTo(load[figure], 6);
          }
        }
        expect(left.gaps + right.gaps).toBeCloseTo(whole.gaps, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('a trade conserves the total, and the ledger says what moved', () => {
    const duties = dutiesOf(shiftsOf(PRIMARY, [], NO_ROTA.calendars, QUARTER));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 80 })),
        fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 80 })),
        fc.boolean(),
        (adaTurn, graceTurn, [giveFrom, giveFor], [wantFrom, wantFor], gift) => {
          const part = (who: string, turn: number, from: number, lasts: number) => {
            const own = duties.filter(({ person: id }) => id === who)[turn] as { start: number };
            return [own.start + from * HOUR, own.start + (from + lasts) * HOUR] as const;
          };
          const give = override('give', 'grace', ...part('ada', adaTurn, giveFrom, giveFor));
          const want = gift ? null : override('want', 'ada', ...part('grace', graceTurn, wantFrom, wantFor));
          const rota = traded('ada', 'grace', give, want);
          expect(overridesOf(rota, PRIMARY)).toHaveLength(gift ? 1 : 2);
          const [before, after] = [hoursOf(fairness(rotaOf(PRIMARY))), hoursOf(fairness(rota))];
          const total = (hours: Record<string, number>) => Object.values(hours).reduce((a, b) => a + b, 0);
          expect(total(after)).toBeCloseTo(total(before), 6);
          const moved = giveFor - (gift ? 0 : wantFor);
          expect((after['grace'] as number) - (before['grace'] as number)).toBeCloseTo(moved, 6);
          const [debt] = ledgerOf(rota.acts.trades);
          expect(debt?.hours ?? 0).toBe(Math.abs(moved));
          if (moved !== 0) expect(debt?.debtor).toBe(moved > 0 ? 'ada' : 'grace');
        },
      ),
      { numRuns: 60 },
    );
  });
});
