import { describe, expect, it } from 'vitest';
import {
  asking,
  during,
  lines,
  OPENED,
  override,
  policy,
  said,
  step,
  teamRota,
  WEEKLY,
} from '../../../test/helpers/plan-fixtures';
import { DAY, HOUR, MINUTE } from '../time/duration';
import type { PlanAsk } from './plan-ask';
import { planOf } from './plan-of';

/* The examples of docs/escalations.md. */

const line = (over: Partial<PlanAsk>): string =>
  lines(planOf(asking({ everyoneInTheEnd: true, ...over }), over.from ?? OPENED)).join(', ');
const first = policy([step(0, 'schedule:primary'), step(4, 'next:primary')]);

describe('the documented examples', () => {
  it('come out as they are written', () => {
    expect(line({ policy: first })).toBe('0 ada, 4 grace, 19 everyone');
    expect(line({ policy: { ...first, repeat: 1, repeatAfter: 15 * MINUTE } })).toBe(
      '0 ada, 4 grace, 19 ada, 23 grace, 38 everyone',
    );
    expect(line({ policy: first, moves: [{ kind: 'escalate', at: OPENED + MINUTE, by: null }] })).toBe(
      '0 ada, 1 grace, 16 everyone',
    );
    const over = { kind: 'handOver', at: OPENED + 2 * MINUTE, by: 'ada', to: 'hal' } as const;
    expect(line({ policy: first, moves: [over] })).toBe('0 ada, 2 only hal, 6 grace, 21 everyone');
    expect(line({ policy: first, rota: teamRota([WEEKLY], [said('ada', 2, 'asleep')]) })).toBe(
      '0 ada, 2 grace, 17 everyone',
    );
    const both = [said('ada', -1, 'asleep'), said('grace', -1, 'asleep')];
    expect(line({ policy: first, rota: teamRota([WEEKLY], both) })).toBe('0 ada, 0 grace, 0 everyone');
    const dayAndNight = policy([
      step(0, 'person:ada', { when: during(9, 18) }),
      step(10, 'person:grace', { when: during(18, 9) }),
    ]);
    expect(line({ policy: dayAndNight })).toBe('0 ada, 10 (step 2 left out), 15 everyone');
    expect(line({ policy: dayAndNight, from: OPENED + 12 * HOUR })).toBe(
      '720 (step 1 left out), 720 grace, 735 everyone',
    );
    const urgent = { urgency: 'high', hours: [], timeZone: 'UTC' } as const;
    const warned = policy([
      step(0, 'person:ada'),
      step(30, 'person:linus', { when: urgent }),
      step(5, 'person:grace'),
    ]);
    expect(line({ policy: warned, urgency: 'low', everyoneInTheEnd: false })).toBe(
      '0 ada, 5 grace, 30 (step 2 left out)',
    );
    const gap = teamRota([{ ...WEEKLY, overrides: [override(null, -HOUR, DAY)] }]);
    const only = policy([step(0, 'schedule:primary')]);
    expect(line({ policy: only, rota: gap, lastResort: 'hal' })).toBe('0 hal, 15 everyone');
  });
});
