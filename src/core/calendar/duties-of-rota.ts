import type { PersonId, ScheduleId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import { onCallAt } from '../schedule/on-call-at';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import { overridesOf, type Rota } from '../schedule/rota';
import type { Schedule } from '../schedule/schedule';
import type { Duty } from '../schedule/shift';
import { DAY } from '../time/duration';
import { type Instant, parseInstant, printInstant } from '../time/instant';
import type { IcsCalendar, IcsDuty } from './print-ics';

/** Whose calendar it is. */
export type CalendarOf = { readonly schedule: ScheduleId } | { readonly person: PersonId };

/**
 * The duties of one schedule, or of one person on all schedules, that touch a span, for `printIcs`. A duty that is cut
 * by the span is given whole (a year back, five ahead), so that it is the same event in every export. Gaps are left out.
 * @returns null where the rota has no such schedule or person
 */
export function dutiesOfRota(rota: Rota, of: CalendarOf, span: Span): Omit<IcsCalendar, 'at'> | null {
  if ('schedule' in of) {
    const schedule = rota.schedules.find(({ id }) => id === of.schedule);
    if (!schedule) return null;
    const duties = wholeDuties(rota, schedule, span).flatMap((duty) =>
      duty.person === null ? [] : [told(duty, schedule, `${nameOf(rota, duty.person)}: ${schedule.name}`)],
    );
    return { name: `On call: ${schedule.name}`, team: rota.team ?? '', duties };
  }
  const person = rota.people.find(({ id }) => id === of.person);
  if (!person) return null;
  const duties = rota.schedules.flatMap((schedule) =>
    wholeDuties(rota, schedule, span)
      .filter((duty) => duty.person === of.person)
      .map((duty) => told(duty, schedule, `On call: ${schedule.name}`)),
  );
  return {
    name: `On call: ${person.name}`,
    team: rota.team ?? '',
    duties: duties.toSorted((a, b) => a.start - b.start),
  };

  function told(duty: Duty, schedule: Schedule, summary: string): IcsDuty {
    const description = `${nameOf(rota, duty.person as PersonId)} is on call on ${schedule.name}.`;
    return { start: duty.start, end: duty.end, schedule: schedule.id, summary, description };
  }
}

function wholeDuties(rota: Rota, schedule: Schedule, span: Span): Duty[] {
  const duties = dutiesOf(shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, span));
  const [first, last] = [duties[0], duties.at(-1)];
  return duties.map((duty) => ({
    ...duty,
    start: duty === first ? beginningOf(onCallAt(rota, schedule, duty.start).since, duty.start) : duty.start,
    end: duty === last ? (onCallAt(rota, schedule, duty.end - 1).until ?? duty.end) : duty.end,
  }));
}

/**
 * When a duty begins that began before an instant. One without a beginning that can be seen begins with a year, as its
 * UID must not move with every export.
 */
function beginningOf(since: Instant, at: Instant): Instant {
  if (since > at - 365 * DAY) return since;
  const year = Number(printInstant(since).slice(0, 4)) + 1;
  return parseInstant(`${String(year).padStart(4, '0')}-01-01T00:00:00Z`) ?? since;
}

function nameOf(rota: Rota, id: PersonId): string {
  return rota.people.find((person) => person.id === id)?.name || id;
}
