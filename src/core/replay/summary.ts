import type { IncidentId, PersonId, ServiceId } from '../kernel/ids';
import type { HeldHow } from '../mute/mute';
import { type HourClass, hourClassOf } from '../noise/hour-class';
import type { Team } from '../team/team';
import type { Instant } from '../time/instant';
import type { Replayed } from './replay';

type Hours = Readonly<Record<HourClass, number>>;

/** What would have happened, counted. */
export type ReplaySummary = {
  readonly incidents: number;
  /** Incidents about which somebody would have been paged. */
  readonly paged: number;
  /** How often somebody would have been asked: once a person and incident. */
  readonly pages: number;
  readonly hours: Hours;
  /** Most pages first; `person` null is whoever sits at the desktop. */
  readonly people: readonly {
    readonly person: PersonId | null;
    readonly pages: number;
    readonly hours: Hours;
  }[];
  /** Incidents that something held back, by what; those that it kept from paging at all in `forGood`. */
  readonly held: readonly { readonly how: HeldHow; readonly incidents: number; readonly forGood: number }[];
  /** How many incidents reached each step of their escalation, from the second on; `step` from 0. */
  readonly escalated: readonly { readonly step: number; readonly incidents: number }[];
  readonly services: readonly {
    readonly service: ServiceId;
    readonly incidents: number;
    readonly pages: number;
  }[];
};

/** Hours are those of whom a page reaches, on their own clock. */
export function summaryOf(
  replayed: readonly Replayed[],
  team: Pick<Team, 'people' | 'timeZone'>,
): ReplaySummary {
  const zones = new Map(team.people.map(({ id, timeZone }) => [id, timeZone]));
  const people = new Map<PersonId | null, { pages: number; hours: Record<HourClass, number> }>();
  const held = new Map<HeldHow, { incidents: number; forGood: number }>();
  const steps = new Map<number, number>();
  const services = new Map<ServiceId, { incidents: number; pages: number }>();
  const hours = none();
  let paged = 0;
  let pages = 0;
  for (const one of replayed) {
    if (one.pages.length > 0) paged += 1;
    pages += one.pages.length;
    for (const { person, at } of one.pages) {
      const part = people.get(person) ?? { pages: 0, hours: none() };
      people.set(person, part);
      const hour = hourClassOf(at, (person !== null && zones.get(person)) || team.timeZone);
      part.pages += 1;
      part.hours[hour] += 1;
      hours[hour] += 1;
    }
    for (const how of new Set(one.held)) {
      const part = held.get(how) ?? { incidents: 0, forGood: 0 };
      held.set(how, part);
      part.incidents += 1;
      if (one.pages.length === 0) part.forGood += 1;
    }
    for (let step = 1; step <= one.lastStep; step++) steps.set(step, (steps.get(step) ?? 0) + 1);
    const service = services.get(one.service) ?? { incidents: 0, pages: 0 };
    services.set(one.service, service);
    service.incidents += 1;
    service.pages += one.pages.length;
  }
  return {
    incidents: replayed.length,
    paged,
    pages,
    hours,
    people: [...people].map(([person, part]) => ({ person, ...part })).sort((a, b) => b.pages - a.pages),
    held: [...held].map(([how, part]) => ({ how, ...part })).sort((a, b) => b.incidents - a.incidents),
    escalated: [...steps].map(([step, incidents]) => ({ step, incidents })).sort((a, b) => a.step - b.step),
    services: [...services]
      .map(([service, part]) => ({ service, ...part }))
      .sort((a, b) => b.pages - a.pages),
  };
}

function none(): Record<HourClass, number> {
  return { business: 0, off: 0, sleep: 0 };
}

/** An incident that would have gone another way. */
export type ReplayChange = {
  readonly incident: IncidentId;
  readonly title: string;
  readonly openedAt: Instant;
  readonly before: Replayed;
  readonly after: Replayed;
};

/** What another team file changes, in the order in which they opened: who is paged, when (by more than a minute), or what holds it back. */
export function changesBetween(before: readonly Replayed[], after: readonly Replayed[]): ReplayChange[] {
  const later = new Map(after.map((one) => [one.incident, one]));
  return before.flatMap((one) => {
    const other = later.get(one.incident);
    if (!other || isSame(one, other)) return [];
    const { incident, title, openedAt } = one;
    return [{ incident, title, openedAt, before: one, after: other }];
  });
}

function isSame(a: Replayed, b: Replayed): boolean {
  return (
    a.service === b.service &&
    a.pages.length === b.pages.length &&
    a.pages.every(({ person, at }, i) => {
      const other = b.pages[i];
      return other?.person === person && Math.abs(other.at - at) < 60_000;
    })
  );
}
