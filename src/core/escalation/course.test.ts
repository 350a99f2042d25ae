import { describe, expect, it } from 'vitest';
import { asking, during, lines, OPENED, policy, step } from '../../../test/helpers/plan-fixtures';
import { DAY, HOUR, MINUTE } from '../time/duration';
import type { Escalation } from './escalation';
import type { PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { respondersOf } from './responders';

const plan = (of: Escalation, over: Partial<PlanAsk> = {}): string[] =>
  lines(planOf(asking({ policy: of, ...over }), OPENED));

describe('rounds', () => {
  const twice = policy([step(0, 'schedule:primary'), step(4, 'person:grace')], { repeat: 2 });

  it('goes through the whole again, and asks the same people again', () => {
    expect(plan({ ...twice, repeatAfter: 15 * MINUTE })).toEqual([
      '0 ada',
      '4 grace',
      '19 ada',
      '23 grace',
      '38 ada',
      '42 grace',
    ]);
    const ask = asking({ policy: { ...twice, repeatAfter: 15 * MINUTE } });
    const asked = respondersOf(ask, OPENED + 40 * MINUTE).asked.get('ada');
    expect(asked).toMatchObject({ since: OPENED, again: OPENED + 38 * MINUTE, steps: [0], round: 2 });
    expect(respondersOf(ask, OPENED + 40 * MINUTE).nextAt).toBe(OPENED + 42 * MINUTE);
  });

  it('waits the longest wait of a step before it, at least 5 min, where the file does not say', () => {
    expect(plan(twice).slice(2, 3)).toEqual(['9 ada']);
    expect(plan(policy([step(0, 'person:ada'), step(20, 'person:grace')], { repeat: 1 })).slice(2)).toEqual([
      '40 ada',
      '60 grace',
    ]);
  });

  it('comes to everyone 15 min after the last one, where that is wanted', () => {
    expect(plan({ ...twice, repeat: 1 }, { everyoneInTheEnd: true })).toEqual([
      '0 ada',
      '4 grace',
      '9 ada',
      '13 grace',
      '28 everyone',
    ]);
    const loud = policy([step(0, 'person:ada'), step(5, 'everyone')]);
    expect(plan(loud, { everyoneInTheEnd: true })).toEqual(['0 ada', '5 everyone']);
  });

  it('F1: 999 rounds of 100 steps, looked at years later, cost no more than a few rounds', () => {
    const steps = Array.from({ length: 100 }, (_, i) =>
      step(i === 0 ? 0 : 1, i === 99 ? 'person:hal' : i % 2 ? 'person:grace' : 'schedule:primary'),
    );
    const ask = asking({ policy: policy(steps, { repeat: 999, repeatAfter: HOUR }) });
    // A round takes 99 min and an hour: years of nothing but arithmetic.
    const round = 99 + 60;
    const asked = respondersOf(ask, OPENED + (500 * round + 3) * MINUTE);
    expect(asked.asked.get('grace')).toMatchObject({
      round: 500,
      again: OPENED + (500 * round + 3) * MINUTE,
    });
    expect(asked.nextAt).toBe(OPENED + (500 * round + 4) * MINUTE);
    // The last step of this round is still to come: its last turn was in the one before.
    expect(asked.asked.get('hal')).toMatchObject({ round: 499, again: OPENED + (499 * round + 99) * MINUTE });
    const over = respondersOf(ask, OPENED + 10 * 366 * DAY);
    expect(over.asked.get('hal')).toMatchObject({
      round: 999,
      again: OPENED + (999 * round + 99) * MINUTE,
    });
    expect(planOf(ask, OPENED + 500 * round * MINUTE).length).toBeLessThan(1100);
    // As much as is looked at is what it costs: counted, as time tells nothing on a busy machine.
    let read = 0;
    const counting = steps.map((one) => ({
      ...one,
      get when() {
        read++;
        return undefined as never;
      },
    }));
    respondersOf(
      { ...ask, policy: policy(counting, { repeat: 999, repeatAfter: HOUR }) },
      OPENED + 9 * 366 * DAY,
    );
    expect(read).toBeLessThan(5000);
  });

  it('F1: hours are asked about for 2,000 steps; then whoever is left is asked at any hour', () => {
    const byDay = { ...during(9, 18), timeZone: 'Europe/London' };
    const steps = [step(0, 'person:ada'), step(60, 'person:grace', { when: byDay })];
    const ask = asking({ policy: policy(steps, { repeat: 1200, repeatAfter: HOUR }) });
    const begun = (days: number) =>
      planOf(ask, OPENED + days * DAY, OPENED + (days + 1) * DAY)
        .filter((page) => page.at > OPENED + days * DAY && page.skippedBecause === undefined)
        .map(({ at, people }) => `${people[0]?.person} ${new Date(at).getUTCHours()}`);
    // In winter: an hour after Ada, and only from 9 to 18; without her Ada is asked every hour.
    expect(
      begun(2)
        .filter((line) => line.startsWith('grace'))
        .map((line) => Number(line.slice(6))),
    ).toEqual(expect.arrayContaining([13, 15, 17, 9, 11]));
    expect(begun(2)).not.toContain('grace 3');
    expect(begun(60).filter((line) => line.startsWith('grace'))).toHaveLength(12);
    let read = 0;
    const counting = steps.map((one) => ({
      ...one,
      get when() {
        read++;
        return one.when as never;
      },
    }));
    const late = { ...ask, policy: policy(counting, { repeat: 900_000, repeatAfter: HOUR }) };
    expect(respondersOf(late, OPENED + 50 * 366 * DAY).people.size).toBe(2);
    expect(read).toBeLessThan(50_000);
  });
});
