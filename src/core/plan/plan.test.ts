import { describe, expect, it } from 'vitest';
import type { LoadDuty } from '../fairness/load-of';
import type { Span } from '../kernel/span';
import type { Person } from '../people/person';
import { NO_CALENDARS } from '../schedule/calendars';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import type { Schedule } from '../schedule/schedule';
import type { Away } from '../team-log/rota-acts';
import { HOUR } from '../time/duration';
import { instantOf, parseWall } from '../time/wall';
import { withPlan } from './as-layers';
import type { PlanAsk, PlanFacts } from './ask';
import { breaksOf } from './breaks';
import { buildProblem } from './build-problem';
import { cutTurns } from './cut-turns';
import { type Asked, readAsk } from './read-ask';
import { roundRobin } from './round-robin';
import { scoreOf } from './score';

const wall = (text: string) => parseWall(text) as number;
const at = (text: string, zone = 'Europe/London') => instantOf(wall(text), zone);
const person = (id: string, timeZone = 'Europe/London'): Person => ({
  id,
  name: id,
  email: '',
  timeZone,
  holidays: '',
  away: '',
});
const PEOPLE = [person('ada'), person('grace', 'America/New_York'), person('linus', 'Asia/Kolkata')];
const schedule = (part: Partial<Schedule> = {}): Schedule => ({
  id: 'primary',
  name: 'Primary',
  timeZone: 'Europe/London',
  layers: [],
  overrides: [],
  ...part,
});
const ASKED: Asked = {
  schedule: 'primary',
  people: ['ada', 'grace', 'linus'],
  start: '2026-03-23T09:00',
  end: '2026-04-06T09:00',
  turn: '1 day',
  minRest: 0,
  maxPerWeek: 0,
  weights: { nights: 1, weekends: 1, holidays: 1 },
  pastLoad: true,
  wishes: [],
};
const facts = (part: Partial<PlanFacts> = {}): PlanFacts => ({
  people: PEOPLE,
  away: [],
  holidaysOf: () => [],
  duties: [],
  ...part,
});

function read(asked: Partial<Asked> = {}): PlanAsk {
  const result = readAsk({ ...ASKED, ...asked }, { people: PEOPLE, schedules: [schedule()] });
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('what is asked', () => {
  it.each<[string, Partial<Asked>, RegExp]>([
    ['a schedule there is not', { schedule: 'second' }, /no schedule "second"; there is primary/],
    ['a person there is not', { people: ['ada', 'bob'] }, /no person "bob"; there is ada, grace, linus/],
    ['nobody', { people: [] }, /at least one person/],
    ['a start that is none', { start: '2026-02-30T09:00' }, /"2026-02-30T09:00" is no start/],
    ['an end before the start', { end: '2026-03-23T09:00' }, /end must lie after the start/],
    ['a turn that is none', { turn: '1 month' }, /"1 month" is not a turn/],
    ['three years', { end: '2029-04-06T09:00' }, /at most 800 days/],
    ['far too much', { turn: '1 hour', end: '2028-04-06T09:00' }, /too much to plan at once/],
    [
      'a day that is none',
      { wishes: [{ person: 'ada', kind: 'refuse', day: 'someday' }] },
      /"someday" is no day/,
    ],
    [
      'a wish of somebody else',
      { people: ['ada'], wishes: [{ person: 'linus', kind: 'refuse', day: 'mon' }] },
      /names "linus", who is not among/,
    ],
  ])('is refused with words: %s', (_, part, words) => {
    const result = readAsk({ ...ASKED, ...part }, { people: PEOPLE, schedules: [schedule()] });
    expect(result.ok ? 'taken' : result.error).toMatch(words);
  });

  it('reads weekdays as each of their dates within the plan', () => {
    const { wishes } = read({ wishes: [{ person: 'ada', kind: 'refuse', day: 'Mon' }] });
    expect(wishes[0]?.days).toEqual(
      ['2026-03-23', '2026-03-30', '2026-04-06'].map((day) => wall(`${day}T00:00`)),
    );
  });
});

describe('shifts', () => {
  it('hand off by the wall clock: the day on which clocks go forward has 23 hours', () => {
    const lengths = cutTurns(
      wall('2026-03-27T09:00'),
      wall('2026-03-31T09:00'),
      { every: 1, unit: 'days' },
      'Europe/London',
    ).map(({ start, end }) => (end - start) / HOUR);
    expect(lengths).toEqual([24, 23, 24, 24]);
  });

  it('of hours are elapsed time, the last is cut by the end', () => {
    const slots = cutTurns(
      wall('2026-03-28T12:00'),
      wall('2026-03-29T22:00'),
      { every: 12, unit: 'hours' },
      'Europe/London',
    );
    expect(slots.map(({ start, end }) => (end - start) / HOUR)).toEqual([12, 12, 9]);
    expect(slots[2]?.end).toBe(at('2026-03-29T22:00'));
  });

  it('weigh nights and weekends in everybody’s own zone', () => {
    // Friday 12:00 to Saturday 12:00 in London: in Kolkata it ends at 17:30 on Saturday, in New York at 08:00.
    const problem = buildProblem(read({ start: '2026-01-09T12:00', end: '2026-01-10T12:00' }), facts());
    expect(problem.loads.map(([first]) => first)).toEqual([
      { hours: 24, nights: 9, weekends: 12, holidays: 0 },
      { hours: 24, nights: 9, weekends: 7, holidays: 0 },
      { hours: 24, nights: 9, weekends: 17.5, holidays: 0 },
    ]);
  });
});

describe('what is in the way', () => {
  const away: Away = {
    id: 'a',
    person: 'ada',
    start: at('2026-03-25T12:00'),
    end: at('2026-03-25T13:00'),
    reason: 'dentist',
    origin: 'act',
  };

  it('is an absence that touches a shift, and a refused day of which a shift has any hour', () => {
    const problem = buildProblem(
      read({ wishes: [{ person: 'grace', kind: 'refuse', day: '2026-03-26' }] }),
      facts({ away: [away] }),
    );
    const kinds = problem.blocked.map((own) => own.map((block) => block?.kind ?? '-').slice(0, 5));
    expect(kinds).toEqual([
      ['-', '-', 'away', '-', '-'],
      ['-', '-', 'refuses', 'refuses', '-'],
      ['-', '-', '-', '-', '-'],
    ]);
  });

  it('is told of plain turns in words', () => {
    const problem = buildProblem(
      read({ minRest: 24, wishes: [{ person: 'linus', kind: 'refuse', day: 'wed' }] }),
      facts({ away: [away] }),
    );
    const plan = [0, 0, 2, 1, 2, 0, 1, 2, 0, 1, 0, 1, 0, 1];
    expect(breaksOf(problem, plan, (id) => id.toUpperCase())).toEqual([
      'Tue 24 Mar 09:00 to Wed 25 Mar 09:00: ADA would have no rest beside Mon 23 Mar 09:00 to Tue 24 Mar 09:00.',
      'Wed 25 Mar 09:00 to Thu 26 Mar 09:00: LINUS refuses Wed 25 Mar.',
    ]);
    expect(breaksOf(problem, [0, 1, 0, ...plan.slice(3)], (id) => id)[0]).toBe(
      'Wed 25 Mar 09:00 to Thu 26 Mar 09:00: ada is away (dentist).',
    );
  });

  it('is duty that ended shortly before the plan', () => {
    const duties: LoadDuty[] = [
      { schedule: 'primary', person: 'ada', start: at('2026-03-22T09:00'), end: at('2026-03-24T09:00') },
      { schedule: 'other', person: 'grace', start: at('2026-03-22T09:00'), end: at('2026-03-23T09:00') },
    ];
    const problem = buildProblem(read({ minRest: 11, maxPerWeek: 60 }), facts({ duties }));
    expect(problem.before).toEqual([
      [{ start: at('2026-03-22T09:00'), end: at('2026-03-23T09:00') }],
      [],
      [],
    ]);
    expect(breaksOf(problem, roundRobin(problem), (id) => id)[0]).toBe(
      'Mon 23 Mar 09:00 to Tue 24 Mar 09:00: ada would have no rest beside Sun 22 Mar 09:00 to Mon 23 Mar 09:00, before this plan.',
    );
  });
});

describe('the score', () => {
  it('counts what was carried in the 90 days before', () => {
    const duties: LoadDuty[] = [
      { schedule: 'second', person: 'ada', start: at('2026-01-12T00:00'), end: at('2026-01-13T00:00') },
      { schedule: 'second', person: 'ada', start: at('2025-12-01T00:00'), end: at('2025-12-02T00:00') },
    ];
    const ask = read({ end: '2026-03-26T09:00' });
    const plan = [0, 1, 2];
    const even = scoreOf(buildProblem({ ...ask, pastLoad: false }, facts({ duties })), plan);
    expect([even.spreads.hours, even.spreads.nights]).toEqual([0, 0]);
    const { spreads } = scoreOf(buildProblem(ask, facts({ duties })), plan);
    expect([spreads.hours, spreads.nights]).toEqual([24, 9]);
  });

  it('counts a preferred day that went to somebody else as one broken wish, 8 hours of spread', () => {
    const ask = read({
      end: '2026-03-26T09:00',
      wishes: [{ person: 'linus', kind: 'prefer', day: '2026-03-24' }],
    });
    const problem = buildProblem(ask, facts());
    const [met, broken] = [scoreOf(problem, [0, 2, 1]), scoreOf(problem, [2, 1, 0])];
    expect([met.wishesBroken, broken.wishesBroken]).toEqual([0, 1]);
    expect(broken.total - met.total).toBeCloseTo(8);
  });
});

describe('a plan in the team file', () => {
  const layer: Schedule['layers'][number] = {
    id: 'weekly',
    name: 'weekly',
    people: ['ada', 'grace'],
    start: wall('2026-01-05T09:00'),
    turn: { every: 1, unit: 'weeks' },
    until: null,
    hours: [],
    calendar: null,
  };
  const people = (plan: readonly number[]) => plan.map((i) => PEOPLE[i]?.id as string);
  const given = (ask: PlanAsk, plan: readonly number[]): [Span[], (string | null)[]] => {
    const before = schedule({ layers: [layer] });
    const after = withPlan(ask, people(plan), before);
    const span = { start: instantOf(ask.start, ask.zone), end: instantOf(ask.end, ask.zone) };
    const duties = dutiesOf(shiftsOf(after, [], NO_CALENDARS, span));
    const slots = cutTurns(ask.start, ask.end, ask.turn, ask.zone);
    return [
      slots,
      slots.map(
        (slot) => duties.find(({ start, end }) => start <= slot.start && slot.end <= end)?.person ?? null,
      ),
    ];
  };

  it.each([
    ['weeks', { start: '2026-03-02T09:00', end: '2026-06-01T09:00', turn: '1 week' }],
    [
      'days over a change of the clocks',
      { start: '2026-10-19T02:30', end: '2026-11-02T02:30', turn: '1 day' },
    ],
    ['days over a gap', { start: '2026-03-23T01:30', end: '2026-04-06T01:30', turn: '1 day' }],
    ['hours, cut short at the end', { start: '2026-03-27T09:00', end: '2026-04-03T11:00', turn: '8 hours' }],
    [
      'more turns than one layer holds',
      { start: '2026-03-27T09:00', end: '2026-10-27T09:00', turn: '6 hours' },
    ],
  ])('gives the plan back when the resolver reads it: %s', (_, part) => {
    const ask = read(part);
    const count = cutTurns(ask.start, ask.end, ask.turn, ask.zone).length;
    // No period, so that every turn must stand where it belongs.
    const plan = Array.from({ length: count }, (_unused, i) => (Math.imul(i + 1, 2_654_435_761) >>> 16) % 3);
    expect(given(ask, plan)[1]).toEqual(people(plan));
  });

  it('is as short as it can be, and leaves what is around it alone', () => {
    const ask = read({ start: '2026-03-02T09:00', end: '2026-03-30T09:00', turn: '1 week' });
    const before = schedule({ layers: [layer] });
    const after = withPlan(ask, ['linus', 'ada', 'linus', 'ada'], before);
    expect(after.layers).toEqual([
      layer,
      {
        ...layer,
        id: 'plan-2026-03-02',
        name: 'Plan from 2026-03-02',
        people: ['linus', 'ada'],
        start: ask.start,
        until: ask.end,
      },
    ]);
    const long = { start: at('2026-01-05T09:00'), end: at('2026-05-25T09:00') };
    const outside = (of: Schedule) =>
      shiftsOf(of, [], NO_CALENDARS, long).filter(
        ({ end, start }) => end <= at('2026-03-02T09:00') || start >= at('2026-03-30T09:00'),
      );
    expect(dutiesOf(outside(after))).toEqual(dutiesOf(outside(before)));
  });

  it('takes the place of an earlier plan for the same days', () => {
    const ask = read({ start: '2026-03-02T09:00', end: '2026-03-30T09:00', turn: '1 week' });
    const once = withPlan(ask, ['linus', 'ada', 'linus', 'ada'], schedule({ layers: [layer] }));
    const twice = withPlan(ask, ['ada', 'ada', 'linus', 'grace'], once);
    expect(twice.layers.map(({ id, people: who }) => [id, who])).toEqual([
      ['weekly', ['ada', 'grace']],
      ['plan-2026-03-02', ['ada', 'ada', 'linus', 'grace']],
    ]);
  });
});
