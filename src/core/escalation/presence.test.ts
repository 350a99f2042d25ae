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
import { HOUR, MINUTE } from '../time/duration';
import type { Escalation } from './escalation';
import type { Move, PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { respondersOf } from './responders';

const plan = (of: Escalation, over: Partial<PlanAsk> = {}): string[] =>
  lines(planOf(asking({ policy: of, ...over }), OPENED));
const who = (ask: PlanAsk, minutes: number): string[] => [
  ...respondersOf(ask, OPENED + minutes * MINUTE).people.keys(),
];

describe('who is away is not waited for', () => {
  const steps = policy([step(0, 'person:ada'), step(5, 'person:grace'), step(5, 'person:linus')]);
  const away = (of: Escalation, ...presence: ReturnType<typeof said>[]) =>
    plan(of, { rota: teamRota([WEEKLY], presence), everyoneInTheEnd: true });

  it('at once where their laptop sleeps already, and from the moment it goes to sleep', () => {
    expect(away(steps, said('ada', -60, 'asleep'))).toEqual(['0 ada', '0 grace', '5 linus', '20 everyone']);
    expect(away(steps, said('ada', -60, 'awake'), said('ada', 2, 'offline'))[1]).toBe('2 grace');
    expect(away(steps, said('ada', 6, 'asleep'))[1]).toBe('5 grace');
    const ask = asking({ policy: steps, rota: teamRota([WEEKLY], [said('ada', 2, 'stopped')]) });
    expect(respondersOf(ask, OPENED + 2 * MINUTE).people.get('grace')).toBe(
      'Whoever was asked before is away from their desktop. Grace is next.',
    );
    expect(respondersOf(ask, OPENED + 2 * MINUTE).asked.get('ada')).toMatchObject({ away: true });
    // They are asked all the same, and find it when they are back.
    expect(who(ask, 30)).toEqual(['ada', 'grace', 'linus']);
  });

  it('only where every desktop of everybody of the step is gone', () => {
    const lid = said('ada', -9, 'asleep', 'laptop');
    expect(away(steps, lid, said('ada', -9, 'awake', 'tower'))[1]).toBe('5 grace');
    expect(away(steps, lid, said('ada', -9, 'awake', 'tower'), said('ada', 3, 'stopped', 'tower'))[1]).toBe(
      '3 grace',
    );
    const two = policy([step(0, 'person:ada person:hal'), step(5, 'person:grace')]);
    expect(away(two, said('ada', -9, 'asleep'))[1]).toBe('5 grace');
    expect(away(two, said('ada', -9, 'asleep'), said('hal', 1, 'asleep'))[1]).toBe('1 grace');
    // Back before the other one went: somebody was always there.
    expect(away(two, said('ada', -9, 'asleep'), said('ada', 0.5, 'awake'), said('hal', 1, 'asleep'))[1]).toBe(
      '5 grace',
    );
    // Nothing is known of Hal.
    expect(away(two, said('ada', 0, 'asleep'), said('grace', 0, 'asleep'))[1]).toBe('5 grace');
  });

  it('duty passes to somebody who is away', () => {
    const rota = teamRota(
      [{ ...WEEKLY, overrides: [override('hal', 2 * MINUTE, HOUR)] }],
      [said('hal', -9, 'asleep')],
    );
    expect(plan(policy([step(0, 'schedule:primary'), step(5, 'person:grace')]), { rota })[1]).toBe('2 grace');
  });

  it('all of them: through all steps at once, to everyone', () => {
    const all = ['ada', 'grace', 'linus'].map((person) => said(person, -1, 'asleep'));
    expect(away(steps, ...all)).toEqual(['0 ada', '0 grace', '0 linus', '0 everyone']);
    // A repeat asks again later: rounds are waited for.
    expect(away({ ...steps, repeat: 1, repeatAfter: 10 * MINUTE }, ...all)).toEqual([
      '0 ada',
      '0 grace',
      '0 linus',
      '0 everyone',
      '10 ada',
      '10 grace',
      '10 linus',
    ]);
    // Ada, who is there, is asked again before all others are.
    expect(away({ ...steps, repeat: 1, repeatAfter: 10 * MINUTE }, ...all.slice(1))).toEqual([
      '0 ada',
      '5 grace',
      '5 linus',
      '15 ada',
      '20 grace',
      '20 linus',
      '20 everyone',
    ]);
    expect(away({ ...steps, repeat: 1 }, ...all.slice(0, 2)).slice(0, 3)).toEqual([
      '0 ada',
      '0 grace',
      '0 linus',
    ]);
  });

  it('to whom it was handed over', () => {
    const move: Move = { kind: 'handOver', at: OPENED + MINUTE, by: 'ada', to: 'hal' };
    const rota = teamRota([WEEKLY], [said('hal', 3, 'asleep')]);
    expect(plan(steps, { rota, moves: [move] })).toEqual(['0 ada', '1 only hal', '3 grace', '8 linus']);
  });

  it('a step that would fall out of its hours thereby begins at its own time', () => {
    const later = policy([
      step(0, 'person:ada'),
      step(70, 'person:grace', { when: during(13, 14) }),
      step(10, 'person:linus'),
    ]);
    expect(away(later, said('ada', -1, 'asleep'))).toEqual(['0 ada', '0 linus', '15 everyone', '70 grace']);
  });
});
