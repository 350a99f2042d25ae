import type { PersonId } from '../kernel/ids';
import type { Person } from '../people/person';
import { dutyNow } from '../schedule/duty-now';
import { explain } from '../schedule/explain';
import type { Rota } from '../schedule/rota';
import { type Duration, MINUTE, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Step } from './escalation';
import type { PlanAsk } from './plan-ask';

/** Whom an incident that nobody has answered pages by now. */
export type Responders = {
  /** Everybody who is to be paged, in the order in which their turn came, with the reason in words. */
  readonly people: ReadonlyMap<PersonId, string>;
  /** The first of them, and why; for telling who has it. */
  readonly first: { readonly person: PersonId | null; readonly why: string };
  /** When somebody more may be paged: a step begins, or duty passes on; null for never. */
  readonly nextAt: Instant | null;
};

/** Without an escalation of its own a service pages whoever is on call first, and everyone if nobody answers for so long. */
const EVERYONE_AFTER: Duration = 5 * MINUTE;

/** So long after the last step of an escalation everyone is paged about what is urgent. */
const LAST_RESORT_AFTER: Duration = 15 * MINUTE;

/** What a service without an escalation does. */
export function usualSteps(rota: Rota): readonly Step[] {
  const [first] = rota.schedules;
  if (!first) return [];
  return [
    { after: 0, page: [{ kind: 'schedule', schedule: first.id }] },
    { after: EVERYONE_AFTER, page: [{ kind: 'everyone' }] },
  ];
}

/**
 * Whom an unanswered incident pages by `at`: everybody on every step whose time has come. Where a schedule has nobody
 * on call, or somebody who is not of the team (any more), that step pages everyone and says so: no hole is silent
 * (reliability P8, F2).
 *
 * Pure: every desktop of a team that has the same team file and log comes to the same answer.
 */
export function respondersOf(ask: PlanAsk, at: Instant): Responders {
  const { rota, policy, from: openedAt } = ask;
  const planned = policy !== null && policy.steps.length > 0 ? policy.steps : usualSteps(rota);
  const steps = ask.everyoneInTheEnd ? [...planned, ...afterAll(planned)] : planned;
  const people = new Map<PersonId, string>();
  const firsts: Responders['first'][] = [];
  let nextAt: Instant | null = null;
  let due = openedAt;
  // It is open, so it was opened: also by a clock that was set back since (reliability B1).
  const reached = Math.max(at, openedAt);
  const consider = (when: Instant | null): void => {
    if (when !== null && (nextAt === null || when < nextAt)) nextAt = when;
  };
  const add = (person: PersonId, why: string): void => {
    firsts.push({ person, why });
    if (!people.has(person)) people.set(person, why);
  };
  const addEveryone = (why: string, late: string): void => {
    firsts.push({ person: null, why });
    for (const { id } of rota.people) add(id, `${late}${why}`);
  };
  for (const [index, step] of steps.entries()) {
    due += step.after;
    if (due > reached) {
      consider(due);
      break;
    }
    const late = index === 0 ? '' : `Nobody answered for ${printDuration(due - openedAt)}. `;
    // Whom it named is not of the team: see what can be used of a file with errors (team/read.ts).
    if (step.page.length === 0)
      addEveryone('This step pages nobody of the team, so everyone is paged.', late);
    for (const target of step.page) {
      if (target.kind === 'person')
        add(target.person, `${late}${nameOf(rota.people, target.person)} is next.`);
      else if (target.kind === 'everyone')
        for (const { id } of rota.people) add(id, `${late}Everyone is paged.`);
      else {
        const schedule = rota.schedules.find(({ id }) => id === target.schedule);
        const duty = schedule ? dutyNow(rota, schedule, at) : null;
        consider(duty?.until ?? null);
        const onCall = duty?.person ?? null;
        const person = rota.people.find(({ id }) => id === onCall);
        if (schedule && duty && person) {
          const because = explain(rota, schedule, duty.cause, person.timeZone);
          add(person.id, `${late}${person.name} is on call for ${schedule.name}, ${because}.`);
        } else {
          const who = onCall === null ? 'Nobody is' : `"${onCall}", who is not of the team, is`;
          addEveryone(`${who} on call for ${schedule?.name ?? target.schedule}, so everyone is paged.`, late);
        }
      }
    }
  }
  return { people, first: firsts[0] ?? { person: null, why: '' }, nextAt };
}

/**
 * Every laptop of a policy may be shut, and no desktop can know that of another: what nobody answered comes to everyone
 * in the end.
 */
function afterAll(steps: readonly Step[]): readonly Step[] {
  if (steps.at(-1)?.page.some(({ kind }) => kind === 'everyone')) return [];
  return [{ after: LAST_RESORT_AFTER, page: [{ kind: 'everyone' }] }];
}

function nameOf(people: readonly Person[], id: PersonId): string {
  return people.find((person) => person.id === id)?.name ?? id;
}
