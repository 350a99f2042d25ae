import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Person } from '../people/person';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import { overridesOf, type Rota } from '../schedule/rota';
import { DAY, HOUR } from '../time/duration';
import type { Interruption, Load } from './load';
import { type LoadDuty, loadOf } from './load-of';

/** Everybody's load over a span, and the team's mean beside it. */
export type Fairness = {
  readonly loads: readonly { readonly person: Person; readonly load: Load }[];
  readonly mean: Omit<Load, 'person'>;
  /** Elapsed hours with nobody on call, added over the schedules. */
  readonly gaps: number;
};

/** Who takes part in some schedules, and who of them is on call when. */
export type Part = {
  /** From the one resolver. They begin a day before the span: whether what is on call at its start began there. */
  readonly duties: readonly LoadDuty[];
  /** In the order of the team file; strangers that are on call come last, as they come on call, without holidays. */
  readonly people: readonly Person[];
  readonly strangers: readonly PersonId[];
};

/**
 * Everybody who is in a layer or an override of the schedules, whether on call in the span or not: who carried nothing
 * counts for the mean.
 * @param schedules ids; [] is all of them
 * @param zone IANA name of the zone that strangers are counted in
 */
export function partIn(rota: Rota, schedules: readonly ScheduleId[], span: Span, zone: string): Part {
  const asked = rota.schedules.filter(({ id }) => schedules.length === 0 || schedules.includes(id));
  const wide = { start: span.start - DAY, end: span.end };
  const duties: LoadDuty[] = [];
  const ids = new Set<PersonId | null>();
  for (const schedule of asked) {
    const overrides = overridesOf(rota, schedule);
    for (const layer of schedule.layers) for (const person of layer.people) ids.add(person);
    for (const { person } of overrides) ids.add(person);
    for (const duty of dutiesOf(shiftsOf(schedule, overrides, rota.calendars, wide)))
      duties.push({ ...duty, schedule: schedule.id });
  }
  const onCall = new Set<PersonId>();
  for (const { person, end } of duties) if (person !== null && end > span.start) onCall.add(person);
  const known = rota.people.filter(({ id }) => ids.has(id) || onCall.has(id));
  const names = new Set<PersonId>(known.map(({ id }) => id));
  const strangers = [...onCall].filter((id) => !names.has(id));
  return { duties, people: [...known, ...strangers.map((id) => stranger(id, zone))], strangers };
}

/** What everybody who takes part carries in the span. */
export function fairnessOf(
  { duties, people }: Part,
  span: Span,
  holidays: (person: Person) => readonly Span[],
  interruptions: readonly Interruption[],
): Fairness {
  const loads = people.map((person) => ({
    person,
    load: loadOf(duties, person, holidays(person), interruptions, span),
  }));
  return { loads, mean: meanOf(loads.map(({ load }) => load)), gaps: gapsIn(duties, span) };
}

/** The mean of each figure; of the shortest rest, over those who have one. All 0 (rest null) over nobody. */
export function meanOf(loads: readonly Load[]): Omit<Load, 'person'> {
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const rests = loads.map(({ shortestRest }) => shortestRest).filter((rest) => rest !== null);
  return {
    hours: mean(loads.map(({ hours }) => hours)),
    nights: mean(loads.map(({ nights }) => nights)),
    weekends: mean(loads.map(({ weekends }) => weekends)),
    holidays: mean(loads.map(({ holidays }) => holidays)),
    shifts: mean(loads.map(({ shifts }) => shifts)),
    interruptions: mean(loads.map(({ interruptions }) => interruptions)),
    sleepInterruptions: mean(loads.map(({ sleepInterruptions }) => sleepInterruptions)),
    shortestRest: rests.length === 0 ? null : mean(rests),
  };
}

function gapsIn(duties: readonly LoadDuty[], span: Span): number {
  return (
    duties
      .filter(({ person, start, end }) => person === null && start < span.end && end > span.start)
      .reduce((sum, { start, end }) => sum + Math.min(end, span.end) - Math.max(start, span.start), 0) / HOUR
  );
}

function stranger(id: PersonId, timeZone: string): Person {
  return { id, name: id, email: '', timeZone, holidays: '', away: '' };
}
