import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Person } from '../people/person';
import { HOUR, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Interruption, Load } from './load';
import { nightsIn, weekendsIn } from './own-time';
import { lengthOf, sharedLength, unionOf, within } from './spans';

/** A stretch of some schedule's final rota; `person` null: nobody. */
export type LoadDuty = Span & { readonly schedule: ScheduleId; readonly person: PersonId | null };

/**
 * What one person carries in a span.
 *
 * Hours on two schedules at once count once: a night with two pagers is one night. A shift is therefore a stretch on
 * call without a break, on whatever schedules. Hours that are both night and weekend count in both figures.
 * Pages are bursts: one within a minute of the first of its burst adds nothing. Splitting a span adds up, but for
 * `shortestRest`, which is between shifts that both touch the span.
 *
 * @param duties of any schedules and people, in any order. Those of this person should reach beyond the span where
 *   they do: one that began before it is not begun in it
 * @param holidays of this person, whole days of theirs; may overlap
 * @param interruptions of any people, in any order; those shortly before the span say what is a burst
 */
export function loadOf(
  duties: readonly LoadDuty[],
  person: Person,
  holidays: readonly Span[],
  interruptions: readonly Interruption[],
  span: Span,
): Load {
  const shifts = unionOf(duties.filter((duty) => duty.person === person.id));
  const held = within(shifts, span);
  const nights = nightsIn(span, person.timeZone);
  const pages = bursts(interruptions.filter((page) => page.person === person.id)).filter(
    (at) => at >= span.start && at < span.end,
  );
  return {
    person: person.id,
    hours: lengthOf(held) / HOUR,
    nights: sharedLength(held, nights) / HOUR,
    weekends: sharedLength(held, weekendsIn(span, person.timeZone)) / HOUR,
    holidays: sharedLength(held, unionOf(holidays)) / HOUR,
    shifts: shifts.filter(({ start }) => start >= span.start && start < span.end).length,
    interruptions: pages.length,
    sleepInterruptions: pages.filter((at) => nights.some(({ start, end }) => at >= start && at < end)).length,
    shortestRest: shortestRest(held),
  };
}

function shortestRest(held: readonly Span[]): number | null {
  const rests = held.slice(1).map(({ start }, i) => start - (held[i] as Span).end);
  return rests.length === 0 ? null : rests.reduce((least, rest) => Math.min(least, rest)) / HOUR;
}

/** The first page of each burst, in order. */
function bursts(pages: readonly Interruption[]): Instant[] {
  const firsts: Instant[] = [];
  for (const { at } of pages.toSorted((a, b) => a.at - b.at)) {
    const last = firsts.at(-1);
    if (last === undefined || at - last >= MINUTE) firsts.push(at);
  }
  return firsts;
}
