import type { PersonId } from '../kernel/ids';
import { dutyNow } from '../schedule/duty-now';
import type { Rota } from '../schedule/rota';
import type { Instant } from '../time/instant';
import type { Step, Target } from './escalation';
import { inTurn } from './in-turn';
import { nextOnCall } from './next-on-call';
import type { PlanAsk } from './plan-ask';
import { takingTurns } from './taking-turns';

/** Whom one target of a step pages at an instant. */
export type Paged = {
  /** Null for a step that names nobody of the team. */
  readonly target: Target | null;
  readonly people: readonly PersonId[];
  /** The target has nobody then: the last resort, else everyone, is paged in its place. */
  readonly instead: 'lastResort' | 'everyone' | null;
  /** One of several that are paged in turn. */
  readonly inTurn: boolean;
  /** Since when these are the people; null for always. */
  readonly since: Instant | null;
  /** When it may be somebody else; null for never. */
  readonly until: Instant | null;
};

/** What a step has of the course it stands in: its place among the steps and the round, from 0. */
export type InCourse = { readonly step: Step; readonly index: number; readonly round: number };

type Found = Pick<Paged, 'people' | 'since' | 'until'>;

/**
 * Whom a step pages at an instant, target by target. Where a target has nobody then, or somebody who is not of the team
 * (any more), the last resort is paged, and without one everyone: no hole is silent (reliability P8, F2).
 */
export function whomOf(ask: PlanAsk, { step, index, round }: InCourse, at: Instant): readonly Paged[] {
  const { rota } = ask;
  const targets = step.page;
  if (targets.length === 0) return [insteadOf(ask, null, NOBODY, false)];
  if (!step.roundRobin || targets.length === 1)
    return targets.map((target) => pagedBy(ask, target, foundBy(rota, target, at), false));
  const first = inTurn(ask.key, targets.length, index, round);
  let until: Instant | null = null;
  for (let k = 0; k < targets.length; k++) {
    const target = targets[(first + k) % targets.length] as Target;
    const found = foundBy(rota, target, at);
    until = sooner(until, found.until);
    if (found.people.length > 0) return [pagedBy(ask, target, { ...found, until }, true)];
  }
  return [insteadOf(ask, targets[first] as Target, { ...NOBODY, until }, true)];
}

/** Whom somebody chosen by hand stands for: themselves, as long as they are of the team. */
export function chosen(ask: PlanAsk, person: PersonId): Paged {
  const target = { kind: 'person', person } as const;
  return pagedBy(ask, target, foundBy(ask.rota, target, ask.from), false);
}

/** The last resort itself, where no step counts. */
export function lastResort(ask: PlanAsk): Paged {
  return insteadOf(ask, null, NOBODY, false);
}

/** Everyone of the team. */
export function everyone(rota: Rota): Paged {
  const target = { kind: 'everyone' } as const;
  return { target, ...foundBy(rota, target, 0), instead: null, inTurn: false };
}

/** The earlier of two instants; null is never. */
export function sooner(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

const NOBODY: Found = { people: [], since: null, until: null };

function pagedBy(ask: PlanAsk, target: Target, found: Found, turn: boolean): Paged {
  if (found.people.length === 0) return insteadOf(ask, target, found, turn);
  return { target, ...found, instead: null, inTurn: turn };
}

function insteadOf(
  { rota, lastResort: last }: PlanAsk,
  target: Target | null,
  found: Found,
  turn: boolean,
): Paged {
  if (last !== null && isOfTeam(rota, last))
    return { target, ...found, people: [last], instead: 'lastResort', inTurn: turn };
  return { target, ...found, people: idsOf(rota), instead: 'everyone', inTurn: turn };
}

function foundBy(rota: Rota, target: Target, at: Instant): Found {
  if (target.kind === 'everyone') return { people: idsOf(rota), since: null, until: null };
  if (target.kind === 'person')
    return isOfTeam(rota, target.person) ? { people: [target.person], since: null, until: null } : NOBODY;
  const schedule = rota.schedules.find(({ id }) => id === target.schedule);
  if (!schedule) return NOBODY;
  if (target.kind === 'all') return { ...takingTurns(rota, schedule, at), since: null };
  const { person, since, until } = dutyNow(rota, schedule, at);
  const meant = target.kind === 'next' ? nextOnCall(rota, schedule, at) : person;
  return { people: meant !== null && isOfTeam(rota, meant) ? [meant] : [], since, until };
}

function isOfTeam(rota: Rota, person: PersonId): boolean {
  return rota.people.some(({ id }) => id === person);
}

function idsOf(rota: Rota): readonly PersonId[] {
  return rota.people.map(({ id }) => id);
}
