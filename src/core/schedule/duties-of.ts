import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import { dutiesOf, shiftsOf } from './resolve';
import { overridesOf, type Rota } from './rota';

/** A stretch of one person's duty on one schedule. */
export type PersonDuty = Span & { readonly schedule: ScheduleId };

/** One person's duty within a span over all schedules, by start. Cut at the ends of the span. */
export function dutiesOfPerson(rota: Rota, person: PersonId, span: Span): PersonDuty[] {
  return rota.schedules
    .flatMap((schedule) =>
      dutiesOf(shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, span))
        .filter((duty) => duty.person === person)
        .map(({ start, end }) => ({ schedule: schedule.id, start, end })),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What of `a` does not stand in `b`, schedule by schedule. Both by start, without overlap within a schedule. */
export function without(a: readonly PersonDuty[], b: readonly PersonDuty[]): PersonDuty[] {
  const left: PersonDuty[] = [];
  for (const duty of a) {
    let { start } = duty;
    for (const other of b) {
      if (other.schedule !== duty.schedule || other.end <= start || other.start >= duty.end) continue;
      if (other.start > start) left.push({ ...duty, start, end: other.start });
      start = other.end;
    }
    if (start < duty.end) left.push({ ...duty, start });
  }
  return left;
}
