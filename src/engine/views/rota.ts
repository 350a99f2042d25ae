import type { RotaView, ShiftView, WhyView } from '../../contract/rota/rota-views';
import type { Span } from '../../core/kernel/span';
import { awayOf, needsCover } from '../../core/schedule/away';
import { isClosedOver, opensAndClosesAround } from '../../core/schedule/closing';
import { explain } from '../../core/schedule/explain';
import { onCallAt } from '../../core/schedule/on-call-at';
import { reasonsAt } from '../../core/schedule/reasons';
import { shiftsOf } from '../../core/schedule/resolve';
import { overridesOf, type Rota } from '../../core/schedule/rota';
import type { Schedule } from '../../core/schedule/schedule';
import type { Cause, Shift } from '../../core/schedule/shift';
import type { Instant } from '../../core/time/instant';
import type { Names } from './names';

/** What the calendar shows of a span. `schedules` [] is all of them. */
export function rotaViewOf(input: {
  rota: Rota;
  span: Span;
  schedules: readonly string[];
  names: Names;
  teamZone: string;
  problems: readonly string[];
}): RotaView {
  const { rota, span, names } = input;
  const wanted = rota.schedules.filter(
    ({ id }) => input.schedules.length === 0 || input.schedules.includes(id),
  );
  const rows = wanted.map((schedule) => ({
    id: schedule.id,
    name: schedule.name,
    timeZone: schedule.timeZone,
    shifts: shiftViews(schedule, rota, span),
  }));
  const cover = needsCover(rota, span);
  const away = awayOf(rota, span);
  const strangers = new Set(rows.flatMap(({ shifts }) => shifts.flatMap(({ person }) => person ?? [])));
  for (const { id } of rota.people) strangers.delete(id);
  return {
    schedules: rows,
    people: [...rota.people.map(({ id }) => id), ...strangers].map((id) => names.person(id)),
    me: names.me,
    teamZone: input.teamZone,
    away: away.map(({ id, person, start, end, reason, origin }) => ({
      id,
      person,
      start,
      end,
      reason,
      origin,
      needsCover: cover
        .filter((gap) => gap.away === id)
        .map(({ schedule, start: from, end: to }) => ({ schedule, start: from, end: to })),
    })),
    problems: [...input.problems],
  };
}

function shiftViews(schedule: Schedule, rota: Rota, span: Span): ShiftView[] {
  const shifts = shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, span);
  const gaps = shifts.some(({ cause }) => cause.kind === 'gap');
  const closes = gaps && opensAndClosesAround(schedule, rota.calendars, span.start);
  return shifts.map((shift) =>
    closes && shift.cause.kind === 'gap' && isClosedOver(schedule, shift)
      ? { ...shiftViewOf(shift), mark: 'closed' }
      : shiftViewOf(shift),
  );
}

/** A shift as the calendar shows it. */
export function shiftViewOf({ start, end, person, cause }: Shift): ShiftView {
  return { start, end, person, ...markOf(cause, person === null) };
}

function markOf(cause: Cause, nobody: boolean): Pick<ShiftView, 'mark' | 'layer' | 'by'> {
  switch (cause.kind) {
    case 'override': {
      const { override } = cause;
      if (override.origin.kind === 'trade') return { mark: 'trade', layer: '', by: override.origin.trade };
      return { mark: nobody ? 'taken-off' : 'override', layer: '', by: override.id };
    }
    case 'layer':
    case 'calendar':
      return { mark: 'plain', layer: cause.layer, by: '' };
    case 'gap':
      return { mark: 'plain', layer: '', by: '' };
  }
}

/** The answer to "why her?". Times are told in the reader's zone. */
export function whyViewOf(rota: Rota, schedule: Schedule, at: Instant, names: Names): WhyView {
  const duty = onCallAt(rota, schedule, at);
  const name = duty.person === null ? 'Nobody' : names.person(duty.person).name;
  const { cause } = duty;
  const kind = cause.kind === 'override' && cause.override.origin.kind === 'trade' ? 'trade' : cause.kind;
  const { by } = markOf(cause, duty.person === null);
  return {
    schedule: schedule.id,
    scheduleName: schedule.name,
    at,
    person: duty.person === null ? null : names.person(duty.person),
    start: duty.since,
    end: duty.until,
    text: `${name}, ${explain(rota, schedule, cause, names.zone)}.`,
    reasons: reasonsAt(rota, schedule, at).map((reason, index) => ({
      wins: index === 0,
      text: `${reason.person === null ? 'Nobody' : names.person(reason.person).name}, ${explain(rota, schedule, reason.cause, names.zone)}`,
    })),
    by,
    kind,
  };
}
