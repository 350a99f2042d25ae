import { type LoadDuty, loadOf } from '../fairness/load-of';
import { overlaps, type Span } from '../kernel/span';
import type { Person } from '../people/person';
import { DAY } from '../time/duration';
import { printInstant } from '../time/instant';
import { instantOf } from '../time/wall';
import type { PlanAsk, PlanFacts } from './ask';
import { cutTurns } from './cut-turns';
import type { Block, Figures, PlanProblem, Preference } from './problem';

/** So far back does what people carried count. */
export const PAST_DAYS = 90;
const NOTHING: Figures = { hours: 0, nights: 0, weekends: 0, holidays: 0 };

/**
 * Lays out what is to be planned: the shifts, what each weighs for whom (nights and weekends in everybody's own zone),
 * who cannot have which, and what they carried before.
 *
 * A refused day is one on which the person has no duty at all, not even an hour of it. A preferred day is met by the
 * shift that holds most of it.
 */
export function buildProblem(ask: PlanAsk, facts: PlanFacts): PlanProblem {
  const slots = cutTurns(ask.start, ask.end, ask.turn, ask.zone).map(({ start, end }) => ({ start, end }));
  const span = { start: slots[0]?.start ?? 0, end: slots.at(-1)?.end ?? 0 };
  const people = ask.people.map(
    (id) => facts.people.find((person) => person.id === id) ?? stranger(id, ask.zone),
  );
  const pastSpan = { start: span.start - PAST_DAYS * DAY, end: span.start };
  return {
    zone: ask.zone,
    people: ask.people,
    slots,
    loads: people.map((person) => {
      const holidays = facts.holidaysOf(person);
      return slots.map((slot) =>
        figuresOf([{ ...slot, schedule: ask.schedule, person: person.id }], person, holidays, span),
      );
    }),
    past: people.map((person) =>
      ask.pastLoad ? figuresOf(facts.duties, person, facts.holidaysOf(person), pastSpan) : NOTHING,
    ),
    weights: { hours: 1, ...ask.weights },
    blocked: people.map((person) => slots.map((slot) => blockOf(ask, facts, person, slot))),
    preferences: preferencesOf(ask, slots),
    before: people.map((person) => beforeOf(ask, facts, person, span.start)),
    minRest: ask.minRest,
    maxPerWeek: ask.maxPerWeek,
  };
}

function figuresOf(
  duties: readonly LoadDuty[],
  person: Person,
  holidays: readonly Span[],
  span: Span,
): Figures {
  const { hours, nights, weekends, holidays: onHolidays } = loadOf(duties, person, holidays, [], span);
  return { hours, nights, weekends, holidays: onHolidays };
}

function blockOf(ask: PlanAsk, facts: PlanFacts, person: Person, slot: Span): Block | null {
  const away = facts.away.find((absence) => absence.person === person.id && overlaps(absence, slot));
  if (away) return { kind: 'away', reason: away.reason };
  for (const wish of ask.wishes) {
    if (wish.kind !== 'refuse' || wish.person !== person.id) continue;
    const day = wish.days.find((at) => overlaps(daySpan(at, ask.zone), slot));
    if (day !== undefined) return { kind: 'refuses', date: printInstant(day).slice(0, 10) };
  }
  return null;
}

function preferencesOf(ask: PlanAsk, slots: readonly Span[]): Preference[] {
  const found = new Map<string, Preference>();
  for (const { kind, person: id, days } of ask.wishes) {
    if (kind !== 'prefer') continue;
    const person = ask.people.indexOf(id);
    for (const day of days) {
      const slot = mostOf(daySpan(day, ask.zone), slots);
      if (slot >= 0) found.set(`${person} ${slot}`, { person, slot });
    }
  }
  return [...found.values()];
}

/** The slot that holds most of a day, the earlier of two that hold as much; -1 where none touches it. */
function mostOf(day: Span, slots: readonly Span[]): number {
  let [best, most] = [-1, 0];
  slots.forEach((slot, i) => {
    const shared = Math.min(slot.end, day.end) - Math.max(slot.start, day.start);
    if (shared > most) [best, most] = [i, shared];
  });
  return best;
}

/** Duty on this schedule that ends where the plan begins, or shortly before: it still needs rest. */
function beforeOf(ask: PlanAsk, facts: PlanFacts, person: Person, start: number): Span[] {
  const reach = Math.max(ask.minRest, ask.maxPerWeek > 0 ? 7 * DAY : 0);
  return facts.duties
    .filter(
      (duty) =>
        duty.person === person.id &&
        duty.schedule === ask.schedule &&
        duty.start < start &&
        Math.min(duty.end, start) > start - reach,
    )
    .map((duty) => ({ start: duty.start, end: Math.min(duty.end, start) }));
}

function daySpan(day: number, zone: string): Span {
  return { start: instantOf(day, zone), end: instantOf(day + DAY, zone) };
}

function stranger(id: string, timeZone: string): Person {
  return { id, name: id, email: '', timeZone, holidays: '', away: '' };
}
