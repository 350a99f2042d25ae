import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Person } from '../people/person';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import { overridesOf, type Rota } from '../schedule/rota';
import type { Schedule } from '../schedule/schedule';
import { DAY, HOUR } from '../time/duration';
import type { Interruption, Load } from './load';
import { type LoadDuty, loadOf } from './load-of';

/** Everybody's load over a span, and the team's mean beside it. */
export type Fairness = {
  /** In the order of the team file; strangers that the rota names come last. */
  readonly loads: readonly { readonly person: Person; readonly load: Load }[];
  readonly mean: Omit<Load, 'person'>;
  /** Elapsed hours with nobody on call, added over the schedules. */
  readonly gaps: number;
  /** Ids that are on call and not in the team file (any more). */
  readonly strangers: readonly PersonId[];
};

/**
 * The rota of some schedules as duties, from the one resolver. They begin a day before the span: what is on call at its
 * start then tells whether it began there.
 */
export function loadDuties(rota: Rota, schedules: readonly Schedule[], span: Span): LoadDuty[] {
  const wide = { start: span.start - DAY, end: span.end };
  return schedules.flatMap((schedule) =>
    dutiesOf(shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, wide)).map((duty) => ({
      ...duty,
      schedule: schedule.id,
    })),
  );
}

/** Who takes part in any of the schedules, by their layers and overrides or because they are on call. */
export function takingPart(
  rota: Rota,
  schedules: readonly Schedule[],
  duties: readonly LoadDuty[],
): Set<PersonId> {
  const ids = new Set<PersonId | null>(duties.map(({ person }) => person));
  for (const schedule of schedules) {
    for (const layer of schedule.layers) for (const person of layer.people) ids.add(person);
    for (const { person } of overridesOf(rota, schedule)) ids.add(person);
  }
  ids.delete(null);
  return ids as Set<PersonId>;
}

/**
 * @param schedules ids; [] is all of them
 * @param zone IANA name of the zone that strangers are counted in
 */
export function fairnessOf(input: {
  rota: Rota;
  schedules: readonly ScheduleId[];
  span: Span;
  holidays: (person: Person) => readonly Span[];
  interruptions: readonly Interruption[];
  zone: string;
}): Fairness {
  const { rota, span } = input;
  const asked = rota.schedules.filter(
    ({ id }) => input.schedules.length === 0 || input.schedules.includes(id),
  );
  const duties = loadDuties(rota, asked, span);
  const ids = takingPart(rota, asked, duties);
  const known = rota.people.filter(({ id }) => ids.has(id));
  for (const { id } of known) ids.delete(id);
  const onCall = new Set(duties.filter(({ end }) => end > span.start).map(({ person }) => person));
  const strangers = [...ids].filter((id) => onCall.has(id)).toSorted();
  const people = [...known, ...strangers.map((id) => stranger(id, input.zone))];
  const loads = people.map((person) => ({
    person,
    load: loadOf(duties, person, input.holidays(person), input.interruptions, span),
  }));
  return { loads, mean: meanOf(loads.map(({ load }) => load)), gaps: gapsIn(duties, span), strangers };
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
