import { describe, expect, it } from 'vitest';
import { layerOf, personOf, scheduleOf } from '../../../test/helpers/rota-fixtures';
import { type Rota, rotaOf } from '../schedule/rota';
import type { Override, Schedule } from '../schedule/schedule';
import { readTeam } from '../team/read';
import { EMPTY_TEAM } from '../team/team';
import { DAY, HOUR, MINUTE } from '../time/duration';
import type { Escalation, Step } from './escalation';
import type { PlanAsk } from './plan-ask';
import { respondersOf } from './responders';

/** Ada's week of three. */
const OPENED = Date.UTC(2026, 0, 5, 12);
const WEEKLY = scheduleOf([layerOf(['ada', 'grace', 'linus'])]);

const rota = (...schedules: Schedule[]): Rota =>
  rotaOf({ ...EMPTY_TEAM, people: [personOf('ada'), personOf('grace'), personOf('linus')], schedules });
const policy = (...steps: Step[]): Escalation => ({ id: 'e', name: 'e', steps, repeat: 0 });
const schedule = (id: string) => ({ kind: 'schedule' as const, schedule: id });
const person = (id: string) => ({ kind: 'person' as const, person: id });
const override = (who: string | null, from = 0, to = DAY): Override => ({
  id: `o-${who}`,
  schedule: 'primary',
  person: who,
  start: OPENED + from,
  end: OPENED + to,
  reason: '',
  origin: { kind: 'file', line: 1 },
});
const asking = (rota: Rota, policy: Escalation | null): PlanAsk => ({
  rota,
  policy,
  lastResort: null,
  from: OPENED,
  urgency: 'high',
  everyoneInTheEnd: false,
  key: 'am CheckoutDown',
  moves: [],
});
const paged = (of: Rota, steps: Escalation | null, after = 0): string[] => [
  ...respondersOf(asking(of, steps), OPENED + after).people.keys(),
];

describe('whom an incident pages by now', () => {
  it('adds each step at its minute, and says when there may be more', () => {
    const steps = policy(
      { after: 0, page: [schedule('primary')] },
      { after: 10 * MINUTE, page: [person('linus')] },
      { after: 5 * MINUTE, page: [{ kind: 'everyone' }] },
    );
    const at = (minutes: number) => respondersOf(asking(rota(WEEKLY), steps), OPENED + minutes * MINUTE);
    expect([...at(0).people.keys()]).toEqual(['ada']);
    expect(at(0).nextAt).toBe(OPENED + 10 * MINUTE);
    expect([...at(10).people.keys()]).toEqual(['ada', 'linus']);
    expect(at(14).nextAt).toBe(OPENED + 15 * MINUTE);
    expect([...at(15).people.keys()]).toEqual(['ada', 'linus', 'grace']);
    expect(at(15).first).toMatchObject({ person: 'ada' });
    // Then only a handoff brings somebody else.
    expect(at(15).nextAt).toBe(Date.UTC(2026, 0, 12, 9));
    // Long after: each step counts once, however late somebody looks (B2).
    expect([...at(14 * 24 * 60).people.keys()]).toEqual(['linus', 'ada', 'grace']);
  });

  it('B1: a clock that was set back leaves it with whoever is on call by it; later steps wait for their time', () => {
    expect(paged(rota(WEEKLY), null, -HOUR)).toEqual(['ada']);
    // A day back it is not yet Ada's week, nor anybody's: a gap.
    expect(paged(rota(WEEKLY), null, -DAY)).toEqual(['ada', 'grace', 'linus']);
    expect(respondersOf(asking(rota(WEEKLY), null), OPENED - HOUR).nextAt).toBe(OPENED + 5 * MINUTE);
  });
});

describe('no hole is silent', () => {
  const everyone = ['ada', 'grace', 'linus'];

  it('a gap pages everyone', () => {
    expect(paged(rota(scheduleOf([layerOf([])])), null)).toEqual(everyone);
    expect(paged(rota({ ...WEEKLY, overrides: [override(null)] }), null)).toEqual(everyone);
  });

  it('F2: somebody who left the team while on call, by an override or a layer, pages everyone, by name', () => {
    for (const gone of [
      { ...WEEKLY, overrides: [override('hal')] },
      scheduleOf([layerOf(['hal', 'ada'])]),
      scheduleOf([layerOf(['Ada', 'grace'])]),
    ]) {
      const { people, first } = respondersOf(asking(rota(gone), null), OPENED);
      expect([...people.keys()]).toEqual(everyone);
      expect(first.person).toBeNull();
      expect(first.why).toMatch(/^"(hal|Ada)", who is not of the team, is on call for primary, so everyone/);
    }
  });

  it('B8, F2: a schedule that was left out, or that never was, pages everyone', () => {
    const steps = policy({ after: 0, page: [schedule('secondary')] });
    expect(paged(rota(WEEKLY), steps)).toEqual(everyone);
    expect(respondersOf(asking(rota(WEEKLY), steps), OPENED).first.why).toBe(
      'Nobody is on call for secondary, so everyone is paged.',
    );
  });

  it('F2: a step that named nobody of the team pages everyone, as the file is read', () => {
    const { usable } = readTeam(`watchbill: 1
team: Payments
timeZone: UTC
people: [ { id: ada, name: Ada }, { id: grace, name: Grace } ]
schedules:
  - { id: primary, layers: [ { id: l, people: [ada], start: 2026-01-05T09:00, turn: 1 day } ] }
escalations:
  - { id: e, steps: [ { page: [person:hal] }, { after: 5m, page: [schedule:primary] } ] }
`);
    if (!usable) throw new Error('nothing of it is usable');
    const [read] = usable.escalations;
    expect(read?.steps[0]?.page).toEqual([]);
    const { people, first } = respondersOf(asking(rotaOf(usable), read ?? null), OPENED);
    expect([...people.keys()]).toEqual(['ada', 'grace']);
    expect(first.why).toBe('This step pages nobody of the team, so everyone is paged.');
  });
});
