import type { AwayView } from '../../../contract/rota/rota-views';
import { type DutyShift, shiftsIn } from '../../parts/rota-model';
import type { CalendarData, Incident } from './calendar-data';
import { daysOf } from './calendar-days';

export type AgendaRow =
  | { readonly kind: 'shift'; readonly at: number; readonly shift: DutyShift }
  | { readonly kind: 'away'; readonly at: number; readonly away: AwayView }
  | { readonly kind: 'incident'; readonly at: number; readonly incident: Incident };

export type AgendaDay = { readonly start: number; readonly end: number; readonly rows: readonly AgendaRow[] };

/**
 * What begins on each day, in order; on the first day also what goes on from before. Days on which nothing begins are
 * left out.
 */
export function agendaDays({ model, incidents, from, to, zone }: CalendarData): readonly AgendaDay[] {
  const shifts = model.lanes.flatMap((lane) =>
    shiftsIn(lane, from, to).map(
      (shift): AgendaRow => ({ kind: 'shift', at: Math.max(from, shift.start), shift }),
    ),
  );
  const away = model.away
    .filter(({ start, end }) => start < to && end > from)
    .map((one): AgendaRow => ({ kind: 'away', at: Math.max(from, one.start), away: one }));
  const marks = incidents.map(
    (incident): AgendaRow => ({ kind: 'incident', at: Math.max(from, incident.start), incident }),
  );
  const rows = [...shifts, ...away, ...marks].toSorted((a, b) => a.at - b.at);
  const days: AgendaDay[] = [];
  let next = 0;
  for (const { start, end } of daysOf(from, to, zone)) {
    const until = rows.findIndex((row, index) => index >= next && row.at >= end);
    const those = rows.slice(next, until < 0 ? rows.length : until);
    next += those.length;
    if (those.length > 0) days.push({ start, end, rows: those });
  }
  return days;
}
