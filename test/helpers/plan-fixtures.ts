import type { Escalation, Step, StepWhen, Target } from '../../src/core/escalation/escalation';
import type { PlanAsk } from '../../src/core/escalation/plan-ask';
import type { PlannedPage } from '../../src/core/escalation/planned-page';
import { type Rota, rotaOf } from '../../src/core/schedule/rota';
import type { Override, Schedule } from '../../src/core/schedule/schedule';
import { EMPTY_TEAM } from '../../src/core/team/team';
import { NO_ACTS, type Presence } from '../../src/core/team-log/rota-acts';
import { MINUTE } from '../../src/core/time/duration';
import { layerOf, personOf, scheduleOf } from './rota-fixtures';

/** Monday noon, UTC: Ada's week of three. */
export const OPENED = Date.UTC(2026, 0, 5, 12);
export const WEEKLY = scheduleOf([layerOf(['ada', 'grace', 'linus'])]);
export const TEAM = ['ada', 'grace', 'linus', 'hal'];

export function teamRota(
  schedules: readonly Schedule[] = [WEEKLY],
  presence: readonly Presence[] = [],
): Rota {
  return rotaOf(
    { ...EMPTY_TEAM, people: TEAM.map((id) => personOf(id)), schedules },
    { ...NO_ACTS, presence },
  );
}

/** `person:ada`, `schedule:primary`, `next:primary`, `all:primary`, `everyone`. */
export function target(text: string): Target {
  const [kind, id] = text.split(':') as [Target['kind'], string];
  if (kind === 'everyone') return { kind };
  return kind === 'person' ? { kind, person: id } : { kind, schedule: id };
}

/** A step `minutes` after the one before. */
export function step(minutes: number, page: string, over: Partial<Step> = {}): Step {
  const targets = page === '' ? [] : page.split(' ').map(target);
  return { after: minutes * MINUTE, page: targets, ...over };
}

export function policy(steps: readonly Step[], over: Partial<Escalation> = {}): Escalation {
  return { id: 'e', name: 'e', steps, repeat: 0, ...over };
}

export function asking(over: Partial<PlanAsk> = {}): PlanAsk {
  return {
    rota: teamRota(),
    policy: null,
    lastResort: null,
    from: OPENED,
    urgency: 'high',
    everyoneInTheEnd: false,
    key: 'am CheckoutDown',
    moves: [],
    ...over,
  };
}

/** `from`-`to` on every day, in a zone. */
export function during(from: number, to: number, timeZone = 'UTC'): StepWhen {
  const hours = [{ kind: 'daily', from: from * 60 * MINUTE, to: to * 60 * MINUTE, days: null }] as const;
  return { urgency: null, hours, timeZone };
}

/** `minutes` after the incident opened a desktop said something. */
export function said(
  person: string,
  minutes: number,
  state: Presence['state'],
  desktop = `desk-${person}`,
): Presence {
  return { desktop, person, at: OPENED + minutes * MINUTE, state };
}

/** A plan as a time line: `4 grace`, minutes after it opened; what is left out in brackets. */
export function lines(plan: readonly PlannedPage[]): string[] {
  return plan.map(({ at, people, isEveryone, kind, skippedBecause, step: index }) => {
    const minutes = Math.round(((at - OPENED) / MINUTE) * 100) / 100;
    if (skippedBecause !== undefined) return `${minutes} (step ${(index ?? 0) + 1} left out)`;
    const who = isEveryone ? 'everyone' : people.map(({ person }) => person).join(' ');
    const only = kind === 'handOver' ? 'only ' : kind === 'addResponder' ? 'also ' : '';
    return `${minutes} ${only}${who}`;
  });
}

/** Somebody (null: nobody) stands in, from and to so long after the incident opened. */
export function override(person: string | null, from: number, to: number): Override {
  return {
    id: `o-${person}-${from}`,
    schedule: 'primary',
    person,
    start: OPENED + from,
    end: OPENED + to,
    reason: '',
    origin: { kind: 'file', line: 1 },
  };
}
