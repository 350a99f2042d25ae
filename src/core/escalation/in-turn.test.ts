import { describe, expect, it } from 'vitest';
import {
  asking,
  lines,
  OPENED,
  override,
  policy,
  step,
  teamRota,
  WEEKLY,
} from '../../../test/helpers/plan-fixtures';
import { HOUR, MINUTE } from '../time/duration';
import type { Escalation } from './escalation';
import type { PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { respondersOf } from './responders';

const plan = (of: Escalation, over: Partial<PlanAsk> = {}): string[] =>
  lines(planOf(asking({ policy: of, ...over }), OPENED));
const who = (ask: PlanAsk, minutes: number): string[] => [
  ...respondersOf(ask, OPENED + minutes * MINUTE).people.keys(),
];

describe('round robin', () => {
  const three = policy([step(0, 'person:ada person:grace person:linus', { roundRobin: true })]);

  it('pages one, every one equally often, the same on every desktop', () => {
    const times = new Map<string, number>();
    for (let n = 0; n < 3000; n++) {
      const [one, ...more] = who(asking({ policy: three, key: `am CheckoutDown{pod="${n}"}` }), 0);
      expect(more).toEqual([]);
      times.set(one as string, (times.get(one as string) ?? 0) + 1);
    }
    expect([...times.keys()].sort()).toEqual(['ada', 'grace', 'linus']);
    for (const count of times.values()) expect(Math.abs(count - 1000)).toBeLessThan(100);
  });

  it('goes on to the next in the next step and the next round', () => {
    const turns = plan(
      policy([...three.steps, ...three.steps.map((one) => ({ ...one, after: MINUTE }))], { repeat: 2 }),
    );
    const order = turns.map((line) => line.split(' ')[1] as string);
    const first = ['ada', 'grace', 'linus'].indexOf(order[0] as string);
    const at = (n: number) => ['ada', 'grace', 'linus'][(first + n) % 3];
    expect(order).toEqual([at(0), at(1), at(1), at(2), at(2), at(0)]);
    // All of them have had their turn, and are asked.
    expect(who(asking({ policy: policy(three.steps, { repeat: 2 }) }), 60)).toHaveLength(3);
  });

  it('whom nobody is found for is passed over; where nobody is found for any, it is the last resort', () => {
    const mixed = policy([step(0, 'schedule:none person:grace schedule:none', { roundRobin: true })]);
    for (const key of ['a', 'b', 'c', 'd', 'e'])
      expect(who(asking({ policy: mixed, key }), 0)).toEqual(['grace']);
    const none = policy([step(0, 'schedule:none next:none', { roundRobin: true })]);
    expect(who(asking({ policy: none, lastResort: 'hal' }), 0)).toEqual(['hal']);
  });

  it('whoever was passed over comes on duty: then it is theirs', () => {
    const off = { ...WEEKLY, overrides: [override(null, 0, HOUR)] };
    const either = policy([step(0, 'schedule:primary person:grace', { roundRobin: true })]);
    const keys = ['a', 'b', 'c', 'd'].filter((key) => who(asking({ policy: either, key }), 0)[0] === 'ada');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const ask = asking({ policy: either, key, rota: teamRota([off]) });
      expect(who(ask, 59)).toEqual(['grace']);
      expect(respondersOf(ask, OPENED).nextAt).toBe(OPENED + HOUR);
      expect(who(ask, 60)).toEqual(['ada']);
    }
  });
});
