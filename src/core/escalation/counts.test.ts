import { describe, expect, it } from 'vitest';
import { asking, during, lines, OPENED, policy, step, teamRota } from '../../../test/helpers/plan-fixtures';
import { HOUR, MINUTE } from '../time/duration';
import type { Escalation } from './escalation';
import type { PlanAsk } from './plan-ask';
import { planOf } from './plan-of';
import { respondersOf } from './responders';

const plan = (of: Escalation, over: Partial<PlanAsk> = {}): string[] =>
  lines(planOf(asking({ policy: of, ...over }), OPENED));

describe('conditions', () => {
  const byDay = step(0, 'person:ada', { when: during(9, 18) });
  const byNight = step(10, 'person:grace', { when: during(18, 9) });

  it('a step that does not count is left out, its wait as well', () => {
    const steps = policy([
      step(0, 'schedule:primary'),
      step(30, 'person:grace', { when: during(0, 1) }),
      step(5, 'person:linus'),
    ]);
    expect(plan(steps)).toEqual(['0 ada', '5 linus', '30 (step 2 left out)']);
    const urgent = policy([
      step(0, 'person:ada'),
      step(5, 'everyone', { when: { ...during(0, 0), hours: [], urgency: 'high' } }),
    ]);
    expect(plan(urgent)).toEqual(['0 ada', '5 everyone']);
    const low = planOf(asking({ policy: urgent, urgency: 'low' }), OPENED);
    expect(lines(low)).toEqual(['0 ada', '5 (step 2 left out)']);
    expect(low[1]?.skippedBecause).toBe('It is for high urgency, and this is low.');
  });

  it('the first one that counts has nobody before it, and waits for nobody', () => {
    expect(plan(policy([byDay, byNight]))).toEqual(['0 ada', '10 (step 2 left out)']);
    const night = OPENED + 10 * HOUR;
    expect(respondersOf(asking({ policy: policy([byDay, byNight]), from: night }), night).first.person).toBe(
      'grace',
    );
    // Its own wait before the first step is meant.
    expect(plan(policy([{ ...byDay, after: 2 * MINUTE }, byNight]))[0]).toBe('2 ada');
  });

  it('its hours are looked at when its own time comes', () => {
    const steps = policy([step(0, 'person:linus'), step(20, 'person:ada', { when: during(12, 13) })]);
    expect(plan(steps)).toEqual(['0 linus', '20 ada']);
    const late = OPENED + 45 * MINUTE;
    expect(respondersOf(asking({ policy: steps, from: late }), late + HOUR).people.has('ada')).toBe(false);
  });

  it('in its own zone, also in the hour that clocks go back through twice', () => {
    // 2026-10-25 in London: 01:30 comes at 00:30Z and again at 01:30Z. A window opens at the first 01:00, closes at 02:00.
    const steps = policy([
      step(0, 'person:ada', { when: during(1, 2, 'Europe/London') }),
      step(1, 'person:grace'),
    ]);
    const first = (from: number) => respondersOf(asking({ policy: steps, from }), from).first.person;
    expect(first(Date.UTC(2026, 9, 25, 0, 30))).toBe('ada');
    expect(first(Date.UTC(2026, 9, 25, 1, 30))).toBe('ada');
    expect(first(Date.UTC(2026, 9, 25, 2, 0))).toBe('grace');
    // 2026-03-29: 01:30 does not exist; the window is none.
    expect(first(Date.UTC(2026, 2, 29, 1, 0))).toBe('grace');
    expect(first(Date.UTC(2026, 2, 28, 1, 30))).toBe('ada');
  });

  it('F2: where no step counts, the last resort is paged at once, and the others when they do', () => {
    const steps = policy([
      byDay,
      { ...byDay, after: 10 * HOUR, page: [{ kind: 'person', person: 'linus' }] },
    ]);
    const night = OPENED + 11 * HOUR;
    const ask = asking({ policy: steps, from: night, lastResort: 'hal' });
    expect(respondersOf(ask, night).first).toEqual({
      person: 'hal',
      why: 'No step of the escalation counts at this time, so Hal is paged, as the last resort.',
    });
    expect([...respondersOf(ask, night + 10 * HOUR).people.keys()]).toEqual(['hal', 'linus']);
    const never = policy([step(0, 'person:ada', { when: { ...during(0, 0), hours: [], urgency: 'high' } })], {
      repeat: 9,
    });
    expect(plan(never, { urgency: 'low' })).toEqual(['0 everyone', '0 (step 1 left out)']);
  });

  it('urgency is asked about at the time of each step, where it changes', () => {
    const high = { ...during(0, 0), hours: [], urgency: 'high' } as const;
    const steps = policy([step(0, 'person:ada'), step(30, 'person:grace', { when: high })], {
      repeat: 1,
      repeatAfter: 10 * MINUTE,
    });
    const urgency = (at: number) => (at < OPENED + 35 * MINUTE ? 'low' : 'high');
    expect(plan(steps, { urgency })).toEqual(['0 ada', '10 ada', '30 (step 2 left out)', '40 grace']);
    expect(planOf(asking({ policy: steps, urgency }), OPENED)[2]?.skippedBecause).toBe(
      'It is for high urgency, and this is low.',
    );
  });

  it('a calendar of hours that cannot be read leaves nobody out', () => {
    const calendar = { ...during(0, 0), hours: [{ kind: 'calendar', path: 'a.ics' }] } as const;
    const steps = policy([step(0, 'person:ada'), step(5, 'person:grace', { when: calendar })]);
    expect(plan(steps)).toEqual(['0 ada', '5 grace']);
    const rota = { ...teamRota(), calendars: { events: () => [] } };
    expect(plan(steps, { rota })).toEqual(['0 ada', '5 (step 2 left out)']);
  });
});
