import { type DutyShift, shiftsIn } from '../../parts/rota-model';
import type { CalendarData, Incident } from './calendar-data';
import { INCIDENT_STRIP } from './week-lane';

type Times = {
  readonly id: string;
  readonly title: string;
  readonly start: Date;
  readonly end: Date;
  /** Pixels kept free at the right of the day. */
  readonly strip: number;
};

/** What react-big-calendar draws in the week: dates, not instants. */
export type WeekEvent =
  | (Times & {
      readonly kind: 'shift';
      readonly shift: DutyShift;
      readonly lane: number;
      readonly lanes: number;
    })
  | (Times & { readonly kind: 'incident'; readonly incident: Incident });

/** A calendar cannot draw what takes no time. Milliseconds. */
const SHORTEST = 60_000;

/** The shifts and incidents of the week that is shown. What is still open lasts until now. */
export function weekEvents({ model, incidents, from, to, now }: CalendarData): WeekEvent[] {
  const strip = incidents.length > 0 ? INCIDENT_STRIP : 0;
  const lanes = model.lanes.length;
  const shifts = model.lanes.flatMap((row, lane) =>
    shiftsIn(row, from, to).map((shift): WeekEvent => {
      const start = new Date(Math.max(from, shift.start));
      const end = new Date(Math.min(to, shift.end));
      return { kind: 'shift', id: shift.id, title: '', start, end, shift, lane, lanes, strip };
    }),
  );
  const marks = incidents.map(
    (incident): WeekEvent => ({
      kind: 'incident',
      id: incident.id,
      title: incident.title,
      start: new Date(incident.start),
      end: new Date(Math.max(incident.start + SHORTEST, incident.end ?? now)),
      incident,
      strip,
    }),
  );
  return [...shifts, ...marks];
}
