import { describe, expect, it } from 'vitest';
import { asking, OPENED, policy, step } from '../../../test/helpers/plan-fixtures';
import { DAY, MINUTE } from '../time/duration';
import type { PlanAsk } from './plan-ask';
import { respondersOf } from './responders';

const who = (ask: PlanAsk, minutes: number): string[] => [
  ...respondersOf(ask, OPENED + minutes * MINUTE).people.keys(),
];

describe('clocks', () => {
  it('B1, B2: set back, the steps of the opening stand; leapt ahead, each step counts once', () => {
    const steps = policy([step(0, 'person:ada'), step(5, 'person:grace')], { repeat: 3 });
    const ask = asking({ policy: steps });
    expect(who(ask, -24 * 60)).toEqual(['ada']);
    expect(respondersOf(ask, OPENED - DAY).nextAt).toBe(OPENED + 5 * MINUTE);
    expect(who(ask, 10 * 366 * 24 * 60)).toEqual(['ada', 'grace']);
    expect(respondersOf(ask, OPENED + 3660 * DAY).nextAt).toBeNull();
  });

  it('says when the first step begins, where that is waited for', () => {
    const ask = asking({ policy: policy([step(3, 'person:ada')]) });
    expect(respondersOf(ask, OPENED)).toMatchObject({
      first: { person: null, why: 'The first step begins 3 min after it opened.' },
      nextAt: OPENED + 3 * MINUTE,
    });
  });

  it('wants the answer of all whom a step pages, where it says so', () => {
    const steps = policy([step(0, 'person:ada'), step(5, 'person:grace person:ada', { acknowledge: 'all' })]);
    const asked = respondersOf(asking({ policy: steps }), OPENED + 5 * MINUTE).asked;
    expect(asked.get('ada')).toMatchObject({ steps: [0, 1], acknowledgeAll: true, since: OPENED });
    expect(asked.get('grace')).toMatchObject({ steps: [1], acknowledgeAll: true });
    expect(respondersOf(asking({ policy: steps }), OPENED).asked.get('ada')?.acknowledgeAll).toBe(false);
  });
});
