import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../kernel/ids';
import type { Person } from '../people/person';
import { NO_CALENDARS } from '../schedule/calendars';
import { shiftsOf } from '../schedule/resolve';
import { overridesOf, type Rota } from '../schedule/rota';
import type { Schedule } from '../schedule/schedule';
import type { Act, ActBody, Piece } from '../team-log/act';
import { foldActs } from '../team-log/fold-acts';
import { sameHours } from '../team-log/pieces';
import { NO_ACTS } from '../team-log/rota-acts';
import { printStamp } from '../team-log/stamp';
import { DAY, HOUR } from '../time/duration';
import { exchangeNow, isHollow } from './current';
import { tradeEffect, withTrade } from './effect';
import { checkOffer } from './offer';
import { holdersOfHours, ownHours } from './own-hours';

/** Monday 09:00 in UTC: ada's first week. */
const MONDAY = Date.UTC(2026, 10, 23, 9);
const NOW = MONDAY - DAY;
const person = (id: PersonId, away = ''): Person => ({
  id,
  name: `${id[0]?.toUpperCase()}${id.slice(1)}`,
  email: '',
  timeZone: 'UTC',
  holidays: '',
  away,
});
const schedule = (id: string, people: readonly PersonId[]): Schedule => ({
  id,
  name: id,
  timeZone: 'UTC',
  layers: [
    {
      id: 'daily',
      name: 'daily',
      people,
      start: MONDAY,
      turn: { every: 1, unit: 'days' },
      until: null,
      hours: [],
      calendar: null,
    },
  ],
  overrides: [],
});
/** Primary: ada, grace, linus by the day from Monday 09:00. Secondary: linus, ada. */
const rota: Rota = {
  people: [person('ada'), person('grace'), person('linus')],
  schedules: [schedule('primary', ['ada', 'grace', 'linus']), schedule('secondary', ['linus', 'ada'])],
  acts: NO_ACTS,
  calendars: { ...NO_CALENDARS, people: [] },
};
const piece = (from: number, to: number, of = 'primary'): Piece => ({
  schedule: of,
  start: MONDAY + from * HOUR,
  end: MONDAY + to * HOUR,
});
const withOverride = (who: PersonId | null, where: Piece): Rota => ({
  ...rota,
  acts: {
    ...NO_ACTS,
    overrides: [
      { ...where, id: 'x', person: who, reason: '', origin: { kind: 'act', by: 'linus', at: NOW } },
    ],
  },
});

describe('checkOffer', () => {
  const check = (give: Piece[], to: PersonId | null = null, want: Piece[] = [], now = NOW, from = 'ada') =>
    checkOffer(rota, { from, to, give, want }, now);

  it('offers only hours to come that are the offerer’s, and asks only for the other’s', () => {
    expect(check([piece(-5, 30)])).toEqual({ ok: true, value: { give: [piece(0, 24)], want: [] } });
    expect(check([piece(0, 24)], null, [], MONDAY + 3 * HOUR)).toMatchObject({
      value: { give: [piece(3, 24)] },
    });
    expect(check([piece(0, 10), piece(8, 24), piece(72, 80)], 'grace', [piece(20, 30)])).toEqual({
      ok: true,
      value: { give: [piece(0, 24), piece(72, 80)], want: [piece(24, 30)] },
    });
  });

  it.each<[string, ReturnType<typeof check>]>([
    ['These hours are over.', check([piece(-50, -40)])],
    ['None of these hours are yours.', check([piece(24, 30)])],
    ['There is nobody with the id "zoe" in the team.', check([piece(0, 9)], 'zoe')],
    ['It is your own duty: offer it to somebody else.', check([piece(0, 9)], 'ada')],
    [
      'To ask for hours in return, say whose: an offer to anyone is a gift.',
      check([piece(0, 9)], null, [piece(24, 30)]),
    ],
    ["None of the hours asked for in return are Grace's.", check([piece(0, 9)], 'grace', [piece(50, 60)])],
    ['The hours asked for in return are over.', check([piece(0, 9)], 'grace', [piece(-60, -50)])],
    ['There is no schedule "third".', check([piece(0, 9, 'third')])],
    ['The hours would end before they begin.', check([piece(9, 9)])],
    ['The hours are longer than a year; change the schedule instead.', check([piece(0, 367 * 24)])],
    ['That is more than 50 shifts at once; change the schedule instead.', check([piece(0, 366 * 24)])],
  ])('refuses: %s', (why, checked) => {
    expect(checked).toEqual({ ok: false, error: why });
  });
});

describe('exchangeNow', () => {
  const asked = { from: 'ada', taker: 'grace', give: [piece(0, 24)], want: [piece(24, 48)] };

  it('is the offer while nothing moved', () => {
    expect(exchangeNow(rota, asked)).toEqual({ give: asked.give, want: asked.want, moved: [] });
  });

  it('leaves out what moved, and says whose it is', () => {
    const moved = exchangeNow(withOverride('linus', piece(20, 30)), asked);
    expect(moved).toEqual({
      give: [piece(0, 20)],
      want: [piece(30, 48)],
      moved: [
        { ...piece(20, 24), holder: 'linus' },
        { ...piece(24, 30), holder: 'linus' },
      ],
    });
    expect([
      isHollow(moved, true),
      isHollow(exchangeNow(withOverride(null, piece(24, 48)), asked), true),
    ]).toEqual([false, true]);
    // A gift needs no other half; a schedule that went is nobody's.
    const gone = { ...rota, schedules: rota.schedules.slice(1) };
    expect(exchangeNow(gone, asked).moved.map(({ holder }) => holder)).toEqual([null, null]);
  });
});

describe('tradeEffect', () => {
  const none = (): [] => [];

  it('shows who covers what, and both loads over the 28 days around', () => {
    const exchange = { from: 'ada', taker: 'grace', give: [piece(9, 12)], want: [piece(24, 36)] };
    const effect = tradeEffect(rota, exchange, none, 'UTC');
    expect(effect.changes).toEqual([
      { ...piece(9, 12), before: 'ada', after: 'grace' },
      { ...piece(24, 36), before: 'grace', after: 'ada' },
    ]);
    const loads = effect.people.map(({ person: id, before, after }) => [id, after.hours - before.hours]);
    expect(loads).toEqual([
      // On secondary from 24 to 48 anyway: two pagers are one night.
      ['ada', -3],
      ['grace', 3 - 12],
    ]);
    expect(effect.warnings).toEqual([
      {
        kind: 'double',
        person: 'ada',
        schedules: ['primary', 'secondary'],
        span: { start: MONDAY + 24 * HOUR, end: MONDAY + 36 * HOUR },
      },
    ]);
  });

  it('warns of short rest that the trade makes, and of none that was so before', () => {
    const tired = tradeEffect(
      rota,
      { from: 'ada', taker: 'grace', give: [piece(15, 18)], want: [] },
      none,
      'UTC',
    );
    expect(tired.warnings).toEqual([
      { kind: 'rest', person: 'grace', span: { start: MONDAY + 18 * HOUR, end: MONDAY + 24 * HOUR } },
    ]);
    expect(tired.people[1]?.after.shortestRest).toBe(6);
    // Right before her own: one long duty, no rest between.
    expect(
      tradeEffect(rota, { from: 'ada', taker: 'grace', give: [piece(18, 24)], want: [] }, none, 'UTC')
        .warnings,
    ).toEqual([]);
  });

  it('warns of absences and of two pagers at once', () => {
    const away: Rota = {
      ...rota,
      acts: {
        ...NO_ACTS,
        away: [
          {
            id: 'a',
            person: 'linus',
            start: MONDAY + 5 * HOUR,
            end: MONDAY + 90 * HOUR,
            reason: 'dentist',
            origin: 'act',
          },
          { id: 'b', person: 'grace', start: MONDAY, end: MONDAY + 90 * HOUR, reason: '', origin: 'act' },
        ],
      },
    };
    const { warnings } = tradeEffect(
      away,
      { from: 'ada', taker: 'linus', give: [piece(0, 4), piece(6, 7)], want: [] },
      none,
      'UTC',
    );
    expect(warnings).toEqual([
      {
        kind: 'away',
        person: 'linus',
        span: { start: MONDAY + 5 * HOUR, end: MONDAY + 90 * HOUR },
        reason: 'dentist',
      },
      {
        kind: 'double',
        person: 'linus',
        schedules: ['primary', 'secondary'],
        span: { start: MONDAY, end: MONDAY + 4 * HOUR },
      },
      {
        kind: 'double',
        person: 'linus',
        schedules: ['primary', 'secondary'],
        span: { start: MONDAY + 6 * HOUR, end: MONDAY + 7 * HOUR },
      },
    ]);
  });
});

const pieces = fc
  .array(
    fc.record({
      from: fc.integer({ min: 0, max: 200 }),
      long: fc.integer({ min: 1, max: 60 }),
      second: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) =>
    list.map(({ from, long, second }) => piece(from, from + long, second ? 'secondary' : 'primary')),
  );

/** Who has every hour of both schedules. */
function hours(of: Rota): (PersonId | null)[] {
  const whole = { start: MONDAY, end: MONDAY + 270 * HOUR };
  return of.schedules.flatMap((one) =>
    shiftsOf(one, overridesOf(of, one), of.calendars, whole).flatMap(({ start, end, person: who }) =>
      Array<PersonId | null>((end - start) / HOUR).fill(who),
    ),
  );
}

it('a two-way trade conserves hours: each gets exactly the other’s, the rest of the rota stands, undo restores it', () => {
  let traded = 0;
  fc.assert(
    fc.property(pieces, pieces, (mine, theirs) => {
      const offer = checkOffer(rota, { from: 'ada', to: 'grace', give: mine, want: theirs }, NOW);
      if (!offer.ok) return;
      traded += 1;
      const { give, want } = offer.value;
      const act = (n: number, by: PersonId, body: ActBody): Act => {
        const stamp = { ms: NOW + n, count: 0, desktop: 'd' };
        return { id: printStamp(stamp), stamp, by, body };
      };
      const made = act(0, 'ada', { kind: 'tradeOffered', to: 'grace', give, want, note: '' });
      const taken = act(1, 'grace', { kind: 'tradeAccepted', trade: made.id, give, want });
      const undone = act(2, 'ada', { kind: 'tradeUndone', trade: made.id });
      const after = { ...rota, acts: foldActs([made, taken]) };
      expect(after.acts.trades[0]?.status).toBe('agreed');

      // What was hers is his, what was his is hers, and nothing else moved.
      expect(sameHours(ownHours(after, 'grace', give), give)).toBe(true);
      expect(sameHours(ownHours(after, 'ada', want), want)).toBe(true);
      const [was, is] = [hours(rota), hours(after)];
      const moved = was.flatMap((who, i) => (who === is[i] ? [] : [`${who} ${is[i]}`]));
      const length = (list: readonly Piece[]): number =>
        list.reduce((sum, one) => sum + (one.end - one.start) / HOUR, 0);
      expect(moved.filter((text) => text === 'ada grace').length).toBe(length(give));
      expect(moved.filter((text) => text === 'grace ada').length).toBe(length(want));
      expect(moved.length).toBe(length(give) + length(want));
      // What was shown before is what came.
      expect(hours(withTrade(rota, { from: 'ada', taker: 'grace', give, want }))).toEqual(is);
      const back = { ...rota, acts: foldActs([made, taken, undone]) };
      expect(hours(back)).toEqual(was);
      expect(back.acts.overrides).toEqual([]);
    }),
    { numRuns: 200 },
  );
  expect(traded).toBeGreaterThan(20);
});

it('says who has which hours, gaps included', () => {
  expect(holdersOfHours(withOverride(null, piece(2, 3)), [piece(0, 4)])).toEqual([
    { ...piece(0, 2), holder: 'ada' },
    { ...piece(2, 3), holder: null },
    { ...piece(3, 4), holder: 'ada' },
  ]);
});
