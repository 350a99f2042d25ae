import type { PersonId } from '../kernel/ids';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import { begunBy } from './begun';
import type { Event } from './course';
import type { Step } from './escalation';
import type { PlanAsk } from './plan-ask';
import { awaySpans, isAwayAt } from './presence';
import { introOf, movedText, noStepText, reasonOf } from './reasons';
import { stepsOf } from './steps';
import { chosen, everyone, lastResort, type Paged, sooner, whomOf } from './whom';

/** Whom an incident that nobody has answered pages by now. */
export type Responders = {
  /** Everybody who is to be paged, in the order in which their turn came, with the reason in words. */
  readonly people: ReadonlyMap<PersonId, string>;
  /** The same people, with where they come from. */
  readonly asked: ReadonlyMap<PersonId, Asked>;
  /** Who was to be paged and no longer is, as it was handed over to somebody else; with the reason in words. */
  readonly released: ReadonlyMap<PersonId, string>;
  /** The first of them, and why; for telling who has it. */
  readonly first: { readonly person: PersonId | null; readonly why: string };
  /** When somebody more may be paged, or somebody again: a step or a round begins, or duty passes on; null for never. */
  readonly nextAt: Instant | null;
};

/** Where somebody comes from who is to be paged. */
export type Asked = {
  /** Since when it is theirs: a step began, they came on duty, somebody named them. */
  readonly since: Instant;
  /** When they were asked last: a later step, a round or a move may ask the same person again. */
  readonly again: Instant;
  /** The steps that page them, from 0, in the order in which they began; [] for what is no step of the policy. */
  readonly steps: readonly number[];
  /** The latest round in which they were asked, from 0. */
  readonly round: number;
  /** A step that pages them wants the answer of everybody it pages (`acknowledge: all`). */
  readonly acknowledgeAll: boolean;
  /** None of their desktops can page them at that instant. */
  readonly away: boolean;
};

/**
 * Whom an unanswered incident pages by `at`: everybody on every step whose time has come, and whom people named. Of
 * a schedule that is whoever is on call at `at`, so a handoff brings the next one. Where nobody is found the last resort
 * is paged, without one everyone, and it says so: no hole is silent (reliability P8, F2).
 *
 * It is open, so it was opened: by a clock that was set back since, the steps of its opening stand (B1); by one that
 * leapt ahead each step counts once (B2). A move from before `ask.from` counts from there.
 *
 * Pure: every desktop of a team that has the same team file and log comes to the same answer.
 */
export function respondersOf(ask: PlanAsk, at: Instant): Responders {
  const reached = Math.max(at, ask.from);
  const { events, nextAt: next } = begunBy(ask, reached, reached, Number.POSITIVE_INFINITY);
  const away = awaySpans(ask.rota.acts.presence);
  const people = new Map<PersonId, string>();
  const asked = new Map<PersonId, { -readonly [K in keyof Asked]: Asked[K] }>();
  const released = new Map<PersonId, string>();
  let first: Responders['first'] | null = null;
  let nextAt = next;
  const now = remembering((event) => pagedBy(ask, event, at));
  const handedOver = events.findLastIndex(({ kind }) => kind === 'handOver');
  for (const [index, event] of events.entries()) {
    if (event.kind === 'handOver') {
      // Whom the incident paged until then.
      const why = movedText(ask, event, chosen(ask, event.to));
      for (const before of sinceHandOver(events, index))
        for (const paged of pagedBy(ask, before, event.at))
          for (const person of paged.people) released.set(person, why);
    }
    if (index < handedOver || event.kind === 'leftOut') continue;
    const intro = introOf(ask, event, first === null);
    for (const paged of now(event)) {
      nextAt = sooner(nextAt, paged.until);
      for (const person of paged.people) {
        const begun = Math.max(event.at, paged.since ?? event.at);
        const known = asked.get(person);
        if (known) {
          known.again = Math.max(known.again, begun);
          known.round = event.round;
          if (event.kind === 'step') noteStep(known, event);
          continue;
        }
        const why = `${intro}${whyOf(ask, event, paged, person, at)}`;
        people.set(person, why);
        first ??= { person: isEveryone(paged) ? null : person, why };
        const steps = event.kind === 'step' ? [event.index] : [];
        const all = event.kind === 'step' && event.step.acknowledge === 'all';
        const isAway = isAwayAt(away, person, at);
        const { round } = event;
        asked.set(person, { since: begun, again: begun, steps, round, acknowledgeAll: all, away: isAway });
      }
    }
  }
  for (const person of people.keys()) released.delete(person);
  return { people, asked, released, first: first ?? beforeTheFirst(ask, nextAt), nextAt };
}

/** Whom something in the course of an escalation pages at an instant; [] for what was left out. */
export function pagedBy(ask: PlanAsk, event: Event, at: Instant): readonly Paged[] {
  switch (event.kind) {
    case 'step':
      return whomOf(ask, event, at);
    case 'leftOut':
      return [];
    case 'lastResort':
      return [lastResort(ask)];
    case 'everyone':
      return [everyone(ask.rota)];
    case 'handOver':
    case 'addResponder':
      return [chosen(ask, event.to)];
  }
}

/** Why somebody is paged, as a sentence. */
export function whyOf(ask: PlanAsk, event: Event, paged: Paged, person: PersonId, at: Instant): string {
  if (event.kind === 'handOver' || event.kind === 'addResponder') return movedText(ask, event, paged);
  if (event.kind === 'lastResort') return noStepText(ask.rota, paged, stepsOf(ask).length > 0);
  return reasonOf(ask, paged, person, at);
}

/** Whether a target stands for all of the team. */
export function isEveryone({ target, instead }: Paged): boolean {
  return instead === 'everyone' || (instead === null && target?.kind === 'everyone');
}

/** A step pages the same people in every round, unless it is their turn. */
function remembering(paged: (event: Event) => readonly Paged[]): (event: Event) => readonly Paged[] {
  const known = new Map<Step, readonly Paged[]>();
  return (event) => {
    if (event.kind !== 'step' || event.step.roundRobin) return paged(event);
    let found = known.get(event.step);
    if (!found) {
      found = paged(event);
      known.set(event.step, found);
    }
    return found;
  };
}

/** What asked people before the handover at `index`, back to the handover before it. */
function sinceHandOver(events: readonly Event[], index: number): readonly Event[] {
  const from = events.findLastIndex((event, i) => i < index && event.kind === 'handOver');
  return events.slice(Math.max(0, from), index);
}

function noteStep(
  asked: { steps: readonly number[]; acknowledgeAll: boolean },
  { index, step }: Extract<Event, { kind: 'step' }>,
): void {
  if (!asked.steps.includes(index)) asked.steps = [...asked.steps, index];
  asked.acknowledgeAll ||= step.acknowledge === 'all';
}

function beforeTheFirst({ rota, from }: PlanAsk, nextAt: Instant | null): Responders['first'] {
  const why =
    rota.people.length === 0
      ? 'The team has nobody.'
      : `The first step begins ${printDuration((nextAt ?? from) - from)} after it opened.`;
  return { person: null, why };
}
