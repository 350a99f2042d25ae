import type { CalendarView } from '../../../contract/views';
import { stateWords } from '../../ui/state-mark';

type Incident = CalendarView['incidents'][number];

/** An incident as react-big-calendar wants it: dates, not instants. */
export type CalendarEvent = {
  readonly id: string;
  readonly title: string;
  readonly start: Date;
  readonly end: Date;
  readonly incident: Incident;
};

/** A calendar cannot draw what takes no time. Milliseconds. */
const SHORTEST = 60_000;

/** Incidents as events. What is still open lasts until `now` (milliseconds since 1970). */
export function calendarEvents(view: CalendarView, now: number): CalendarEvent[] {
  return view.incidents.map((incident) => ({
    id: incident.id,
    title: incident.title,
    start: new Date(incident.start),
    end: new Date(Math.max(incident.start + SHORTEST, incident.end ?? now)),
    incident,
  }));
}

/** What a screen reader says of an incident; `from` and `until` are already in words. */
export function eventWords({ incident }: CalendarEvent, from: string, until: string): string {
  const { severity, number, title, service, end } = incident;
  const state = stateWords(incident).toLowerCase();
  const lasts = end === null ? `since ${from}, still ${state}` : `${from} to ${until}, ${state}`;
  return `${severity === 'none' ? 'no severity' : severity}: #${number} ${title}, ${service}, ${lasts}`;
}
