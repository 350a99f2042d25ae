import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asking, TEAM, target } from '../../../test/helpers/plan-fixtures';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { rotaOf } from '../schedule/rota';
import { EMPTY_TEAM } from '../team/team';
import { NO_ACTS, type Presence } from '../team-log/rota-acts';
import { HOUR, MINUTE, SECOND } from '../time/duration';
import type { Step } from './escalation';
import type { Move, PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { type Responders, respondersOf } from './responders';

/* What holds for any escalation whatever, around a change of clocks. */

const RUNS = 100;

/** Half an hour before London goes back to winter time. */
const FROM = Date.UTC(2026, 9, 25, 0, 30);
const ZONES = ['Europe/London', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kolkata'] as const;

const person = fc.constantFrom(...TEAM);
const zone = fc.constantFrom(...ZONES);
const hour = fc.integer({ min: 0, max: 47 }).map((n) => n * 30 * MINUTE);
const daily = fc.record({
  kind: fc.constant('daily' as const),
  from: hour,
  to: hour,
  days: fc.constant(null),
});
const named = fc.constantFrom('person:ada', 'person:grace', 'person:linus', 'person:left', 'everyone');
const onDuty = fc.constantFrom(
  'schedule:a',
  'schedule:b',
  'next:a',
  'next:b',
  'all:a',
  'all:b',
  'schedule:none',
);

const stepOf = (targets: fc.Arbitrary<string>): fc.Arbitrary<Step> =>
  fc.record({
    after: fc.integer({ min: 0, max: 90 }).map((n) => n * MINUTE),
    page: fc.array(targets, { maxLength: 3 }).map((list) => list.map(target)),
    roundRobin: fc.boolean(),
    when: fc.option(
      fc.record({
        urgency: fc.constantFrom('high' as const, 'low' as const, null),
        hours: fc.array(daily, { maxLength: 2 }),
        timeZone: zone,
      }),
      { nil: undefined, freq: 2 },
    ) as fc.Arbitrary<never>,
  });

const schedule = (id: string) =>
  fc
    .record({
      people: fc.array(fc.oneof(person, fc.constantFrom(null, 'left')), { maxLength: 4 }),
      every: fc.integer({ min: 1, max: 5 }),
      hours: fc.array(daily, { maxLength: 1 }),
      timeZone: zone,
    })
    .map(({ people, every, hours, timeZone }) =>
      scheduleOf([layerOf(people, { turn: { every, unit: 'hours' }, hours })], { id, name: id, timeZone }),
    );

const moment = fc.integer({ min: -60, max: 600 }).map((n) => FROM + n * MINUTE);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('escalate' as const), at: moment, by: person }),
  fc.record({ kind: fc.constant('addResponder' as const), at: moment, by: person, to: person }),
  fc.record({ kind: fc.constant('handOver' as const), at: moment, by: person, to: person }),
);
const presence: fc.Arbitrary<Presence> = fc.record({
  desktop: fc.constantFrom('d1', 'd2'),
  person,
  at: moment,
  state: fc.constantFrom('awake', 'asleep', 'asleep', 'offline', 'stopped'),
});

const ask = (targets: fc.Arbitrary<string>): fc.Arbitrary<PlanAsk> =>
  fc
    .record({
      a: schedule('a'),
      b: schedule('b'),
      steps: fc.array(stepOf(targets), { maxLength: 5 }),
      repeat: fc.integer({ min: 0, max: 3 }),
      repeatAfter: fc.option(fc.integer({ min: 1, max: 60 }).map((n) => n * MINUTE)),
      lastResort: fc.option(fc.constantFrom('hal', 'left')),
      urgency: fc.constantFrom('high' as const, 'low' as const),
      everyoneInTheEnd: fc.boolean(),
      key: fc.string(),
      moves: fc.array(move, { maxLength: 4 }),
      presence: fc.array(presence, { maxLength: 12 }),
    })
    .map(({ a, b, steps, repeat, repeatAfter, presence: said, ...rest }) => ({
      ...asking(rest),
      from: FROM,
      policy: { id: 'e', name: 'e', steps, repeat, repeatAfter },
      rota: rotaOf(
        { ...EMPTY_TEAM, people: TEAM.map((id) => personOf(id)), schedules: [a, b] },
        { ...NO_ACTS, presence: said },
      ),
    }));
const anyAsk = ask(fc.oneof(named, onDuty));
const later = fc.integer({ min: 0, max: 900 * 60 }).map((n) => FROM + n * SECOND);

const peopleOf = ({ people }: Responders): string[] => [...people.keys()];
const withPresence = (of: PlanAsk, said: readonly Presence[]): PlanAsk => ({
  ...of,
  rota: { ...of.rota, acts: { ...of.rota.acts, presence: said } },
});
const handedOverIn = (of: PlanAsk, from: number, to: number): boolean =>
  of.moves.some((each) => each.kind === 'handOver' && Math.max(each.at, FROM) > from && each.at <= to);

describe('any plan', () => {
  it('P8: nobody is asked at no instant from its first step on', () => {
    fc.assert(
      fc.property(anyAsk, later, (of, at) => {
        const begins = FROM + (of.policy?.steps[0]?.after ?? 0);
        const { people, first } = respondersOf(of, Math.max(at, begins));
        expect(people.size).toBeGreaterThan(0);
        expect(first.why).not.toBe('');
        // Told in time where the first wait is meant.
        const early = respondersOf(of, FROM);
        expect(early.people.size > 0 || (early.nextAt !== null && early.nextAt <= begins)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('drops nobody as time passes, unless duty passes on or it is handed over', () => {
    fc.assert(
      fc.property(ask(named), later, later, (of, x, y) => {
        const [early, late] = [Math.min(x, y), Math.max(x, y)];
        fc.pre(!handedOverIn(of, early, late));
        expect(peopleOf(respondersOf(of, late))).toEqual(
          expect.arrayContaining(peopleOf(respondersOf(of, early))),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same on two desktops, in whatever order they heard of what others said, asked for the first time or not', () => {
    fc.assert(
      fc.property(anyAsk, later, later, fc.array(fc.nat()), (of, at, before, order) => {
        respondersOf(of, before);
        const here = respondersOf(of, at);
        const said = of.rota.acts.presence;
        // What one desktop said stays in its order; otherwise they are mixed, and some heard twice.
        const ranks = new Map(['d1', 'd2'].map((desktop, i) => [desktop, order[i] ?? i]));
        const mixed = [...said].sort((a, b) => (ranks.get(a.desktop) ?? 0) - (ranks.get(b.desktop) ?? 0));
        const { schedules, ...rest } = of.rota;
        const there = {
          ...withPresence({ ...of, rota: { ...rest, schedules: structuredClone(schedules) } }, mixed),
          policy: structuredClone(of.policy),
        };
        expect(respondersOf(there, at)).toEqual(here);
        expect(planOf(there, at)).toEqual(planOf(of, at));
      }),
      { numRuns: RUNS },
    );
  });

  it('plan and responders agree at every instant', () => {
    fc.assert(
      fc.property(anyAsk, later, (of, at) => {
        const begun = planOf(of, at).filter((page) => page.at <= at);
        const current = begun.slice(
          Math.max(
            0,
            begun.findLastIndex(({ kind }) => kind === 'handOver'),
          ),
        );
        const { people } = respondersOf(of, at);
        const planned = current.flatMap((page) => page.people);
        expect(new Set(planned.map((each) => each.person))).toEqual(new Set(people.keys()));
        const reasons = new Map(planned.toReversed().map(({ person: who, why }) => [who, why]));
        expect(reasons).toEqual(new Map(people));
      }),
      { numRuns: RUNS },
    );
  });

  it('nothing changes before it says that something may', () => {
    fc.assert(
      fc.property(anyAsk, later, fc.double({ min: 0, max: 1, noNaN: true }), (of, at, part) => {
        const now = respondersOf(of, at);
        const nextAt = now.nextAt ?? at + 48 * HOUR;
        expect(nextAt).toBeGreaterThan(at);
        for (const then of [Math.floor(at + (nextAt - 1 - at) * part), nextAt - 1]) {
          const same = respondersOf(of, then);
          expect(new Set(peopleOf(same))).toEqual(new Set(peopleOf(now)));
          for (const [who, { again }] of same.asked) expect(again).toBe(now.asked.get(who)?.again);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('who is away delays nobody: everyone is asked who would be asked if all were there', () => {
    fc.assert(
      fc.property(anyAsk, later, (of, at) => {
        const all = respondersOf(withPresence(of, []), at);
        const away = respondersOf(of, at);
        expect([...away.people.keys(), ...away.released.keys()]).toEqual(
          expect.arrayContaining([...all.people.keys()]),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('where all are away, all are asked at once', () => {
    fc.assert(
      fc.property(anyAsk, (of) => {
        fc.pre(of.everyoneInTheEnd && of.moves.length === 0 && (of.policy?.steps[0]?.after ?? 0) === 0);
        fc.pre(of.policy?.steps.every(({ when }) => !when) ?? false);
        const gone = TEAM.map(
          (who): Presence => ({ desktop: who, person: who, at: FROM - 1, state: 'asleep' }),
        );
        expect(peopleOf(respondersOf(withPresence(of, gone), FROM)).sort()).toEqual([...TEAM].sort());
      }),
      { numRuns: RUNS },
    );
  });
});
