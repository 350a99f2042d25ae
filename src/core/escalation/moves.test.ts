import { describe, expect, it } from 'vitest';
import { asking, lines, OPENED, policy, step } from '../../../test/helpers/plan-fixtures';
import { MINUTE } from '../time/duration';
import type { Escalation } from './escalation';
import type { Move, PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { respondersOf } from './responders';

const plan = (of: Escalation, over: Partial<PlanAsk> = {}): string[] =>
  lines(planOf(asking({ policy: of, ...over }), OPENED));
const who = (ask: PlanAsk, minutes: number): string[] => [
  ...respondersOf(ask, OPENED + minutes * MINUTE).people.keys(),
];

describe('what people do', () => {
  const steps = policy([step(0, 'person:ada'), step(10, 'person:grace'), step(10, 'person:linus')], {
    repeat: 1,
  });
  const escalate = (minutes: number): Move => ({
    kind: 'escalate',
    at: OPENED + minutes * MINUTE,
    by: 'hal',
  });
  const handOver = (minutes: number, to: string): Move => ({
    kind: 'handOver',
    at: OPENED + minutes * MINUTE,
    by: 'ada',
    to,
  });
  const add = (minutes: number, to: string): Move => ({
    kind: 'addResponder',
    at: OPENED + minutes * MINUTE,
    by: null,
    to,
  });
  const moved = (...moves: Move[]) => plan(steps, { moves, everyoneInTheEnd: true });

  it('escalate: the next step begins, those after it count from there', () => {
    expect(moved(escalate(3))).toEqual([
      '0 ada',
      '3 grace',
      '13 linus',
      '23 ada',
      '33 grace',
      '43 linus',
      '58 everyone',
    ]);
    expect(
      respondersOf(asking({ policy: steps, moves: [escalate(3)] }), OPENED + 3 * MINUTE).people.get('grace'),
    ).toBe('Hal escalated it. Grace is next.');
    // One that begins at that very moment has begun.
    expect(moved(escalate(10)).slice(0, 3)).toEqual(['0 ada', '10 grace', '10 linus']);
  });

  it('escalate beyond the last step: the next round, then everyone', () => {
    expect(moved(escalate(1), escalate(1), escalate(2), escalate(3), escalate(4), escalate(5))).toEqual([
      '0 ada',
      '1 grace',
      '1 linus',
      '2 ada',
      '3 grace',
      '4 linus',
      '5 everyone',
    ]);
  });

  it('hand over: from there only they are asked, and the steps go on after their own waits', () => {
    expect(moved(handOver(12, 'hal'))).toEqual([
      '0 ada',
      '10 grace',
      '12 only hal',
      '22 linus',
      '32 ada',
      '42 grace',
      '52 linus',
      '67 everyone',
    ]);
    const ask = asking({ policy: steps, moves: [handOver(12, 'hal')] });
    expect(who(ask, 11)).toEqual(['ada', 'grace']);
    const after = respondersOf(ask, OPENED + 12 * MINUTE);
    expect([...after.people]).toEqual([['hal', 'Ada handed it over to Hal.']]);
    expect([...after.released]).toEqual([
      ['ada', 'Ada handed it over to Hal.'],
      ['grace', 'Ada handed it over to Hal.'],
    ]);
    expect(after.first.person).toBe('hal');
    // In the next round it is hers again.
    expect([...respondersOf(ask, OPENED + 33 * MINUTE).released.keys()]).toEqual(['grace']);
    const twice = respondersOf(
      { ...ask, moves: [handOver(2, 'hal'), handOver(4, 'linus')] },
      OPENED + 5 * MINUTE,
    );
    expect([[...twice.people.keys()], [...twice.released.keys()]]).toEqual([['linus'], ['ada', 'hal']]);
  });

  it('after the last step a handover comes to everyone in the end, once more', () => {
    const short = policy([step(0, 'person:ada')]);
    expect(plan(short, { moves: [handOver(20, 'hal')], everyoneInTheEnd: true })).toEqual([
      '0 ada',
      '15 everyone',
      '20 only hal',
      '35 everyone',
    ]);
  });

  it('add a responder: they are asked as well, and nothing else changes', () => {
    expect(moved(add(4, 'hal')).slice(0, 3)).toEqual(['0 ada', '4 also hal', '10 grace']);
    const asked = respondersOf(asking({ policy: steps, moves: [add(4, 'hal')] }), OPENED + 4 * MINUTE);
    expect([...asked.people.keys()]).toEqual(['ada', 'hal']);
    expect(asked.people.get('hal')).toBe('Somebody asked Hal as well.');
    // Handing it over takes them out of it; who is added then stays.
    const both = asking({ policy: steps, moves: [add(4, 'hal'), handOver(4, 'grace'), add(4, 'linus')] });
    expect(who(both, 4)).toEqual(['grace', 'linus']);
  });

  it('a move of a desktop whose clock is behind counts from the beginning', () => {
    expect(moved(escalate(-2)).slice(0, 3)).toEqual(['0 ada', '0 grace', '10 linus']);
  });

  it('to somebody who is not of the team: the last resort has it', () => {
    const ask = asking({ policy: steps, moves: [handOver(1, 'left')], lastResort: 'linus' });
    expect([...respondersOf(ask, OPENED + MINUTE).people]).toEqual([
      [
        'linus',
        'Ada handed it over to left. "left" is not of the team, so Linus is paged, as the last resort.',
      ],
    ]);
  });
});
