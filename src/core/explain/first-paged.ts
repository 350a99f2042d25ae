import type { PlannedPage } from '../escalation/planned-page';
import type { PersonId } from '../kernel/ids';
import { quietUntil } from '../mute/quiet-until';
import type { Instant } from '../time/instant';
import type { ExplainAsk } from './explained';

/** People who are paged at the same time; `quiet`: it waited for the end of their quiet hours. */
export type PagedAt = { readonly at: Instant; readonly quiet: boolean; readonly people: readonly PersonId[] };

export type FirstPaged = {
  /** Whom it pages first in truth; null for nobody of the plan. */
  readonly first: PagedAt | null;
  /** Whom it asks from the beginning, and pages later, as they have quiet hours. */
  readonly later: readonly PagedAt[];
  readonly isEveryone: boolean;
};

/**
 * Whom a plan pages first, quiet hours counted: whoever has them is paged at their end, so a later step may come before.
 * @param from when pages go out at the earliest
 * @param also who is paged from then on whatever the plan says
 */
export function firstPaged(
  { team, alert }: Pick<ExplainAsk, 'team' | 'alert'>,
  plan: readonly PlannedPage[],
  from: Instant,
  also: PersonId | null,
): FirstPaged {
  const due = new Map<PersonId, { at: Instant; quiet: boolean; begun: boolean }>();
  const ask = (id: PersonId, asked: Instant) => {
    const person = team.people.find((each) => each.id === id);
    const until = person && alert.severity !== 'critical' ? quietUntil(person, asked) : null;
    const at = until ?? asked;
    const before = due.get(id);
    if (!before || at < before.at)
      due.set(id, { at, quiet: until !== null, begun: asked <= from || before?.begun === true });
  };
  const pages = plan.filter(({ skippedBecause }) => skippedBecause === undefined);
  for (const page of pages) for (const { person } of page.people) ask(person, Math.max(page.at, from));
  if (also !== null) ask(also, from);
  const groups = new Map<string, { at: Instant; quiet: boolean; people: PersonId[]; begun: boolean }>();
  for (const [id, { at, quiet, begun }] of due) {
    const key = `${at} ${quiet}`;
    const group = groups.get(key) ?? { at, quiet, people: [], begun: false };
    group.people.push(id);
    groups.set(key, { ...group, begun: group.begun || begun });
  }
  const [first = null, ...rest] = [...groups.values()].sort((a, b) => a.at - b.at);
  const isEveryone =
    first !== null &&
    pages.some((page) => page.isEveryone && Math.max(page.at, from) === first.at) &&
    ![...due.values()].some(({ at, begun }) => begun && at > first.at);
  return { first, later: rest.filter(({ quiet, begun }) => quiet && begun), isEveryone };
}
