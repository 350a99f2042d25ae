import type { PersonId, ScheduleId } from '../kernel/ids';
import { overlaps, type Span } from '../kernel/span';
import type { Away } from '../team-log/rota-acts';
import { shiftsOf } from './resolve';
import { overridesOf, type Rota } from './rota';

/** When people cannot be on call within a span: what was typed in, and the events of their own calendars. By start. */
export function awayOf(rota: Rota, span: Span): Away[] {
  const typed = rota.acts.away.filter((away) => overlaps(away, span));
  const fromCalendars = rota.people.flatMap((person) =>
    person.away === ''
      ? []
      : (rota.calendars.events(person.away, span) ?? []).map(
          ({ start, end, summary }, index): Away => ({
            id: `${person.away}#${start}-${index}`,
            person: person.id,
            start,
            end,
            reason: summary,
            origin: 'calendar',
          }),
        ),
  );
  return [...typed, ...fromCalendars].sort((a, b) => a.start - b.start);
}

/** A stretch of somebody's duty for which they are away. */
export type NeedsCover = Span & {
  readonly schedule: ScheduleId;
  readonly person: PersonId;
  readonly away: string;
};

/** The duty within a span of people who are away then. */
export function needsCover(rota: Rota, span: Span): NeedsCover[] {
  const away = awayOf(rota, span);
  if (away.length === 0) return [];
  return rota.schedules.flatMap((schedule) =>
    shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, span).flatMap((shift) =>
      away
        .filter((absence) => absence.person === shift.person && overlaps(absence, shift))
        .map((absence) => ({
          schedule: schedule.id,
          person: absence.person,
          away: absence.id,
          start: Math.max(shift.start, absence.start),
          end: Math.min(shift.end, absence.end),
        })),
    ),
  );
}
