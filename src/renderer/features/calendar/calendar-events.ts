import type { CalendarView, PersonView } from '../../../contract/views';

type Incident = CalendarView['incidents'][number];

/** One thing on the calendar, as react-big-calendar wants it: dates, not instants. */
export type CalendarEvent =
  | {
      readonly kind: 'incident';
      readonly id: string;
      readonly title: string;
      readonly start: Date;
      readonly end: Date;
      readonly allDay: false;
      readonly incident: Incident;
    }
  | {
      readonly kind: 'duty';
      readonly id: string;
      readonly title: string;
      readonly start: Date;
      readonly end: Date;
      readonly allDay: true;
      readonly person: PersonView;
      readonly why: string;
    };

/** A calendar cannot draw what takes no time. Milliseconds. */
const SHORTEST = 60_000;

/** Incidents and duty as events. What is still open lasts until `now` (milliseconds since 1970). */
export function calendarEvents(view: CalendarView, now: number): CalendarEvent[] {
  const duty = view.duty.map(
    (span): CalendarEvent => ({
      kind: 'duty',
      id: `duty-${span.start}-${span.person.id}`,
      title: span.person.name,
      start: new Date(span.start),
      // The last instant of a span belongs to the next: without this a duty that ends at midnight takes the next day too.
      end: new Date(span.end - 1),
      allDay: true,
      person: span.person,
      why: span.why,
    }),
  );
  const incidents = view.incidents.map(
    (incident): CalendarEvent => ({
      kind: 'incident',
      id: incident.id,
      title: incident.title,
      start: new Date(incident.start),
      end: new Date(Math.max(incident.start + SHORTEST, incident.end ?? now)),
      allDay: false,
      incident,
    }),
  );
  return [...duty, ...incidents];
}

/** What a screen reader says of an event; `from` and `until` are already in words. */
export function eventWords(event: CalendarEvent, from: string, until: string): string {
  if (event.kind === 'duty') return `${event.person.name} on call, ${from} to ${until}. ${event.why}`;
  const { severity, number, title, service, status, end } = event.incident;
  const lasts = end === null ? `since ${from}, still ${status}` : `${from} to ${until}, ${status}`;
  return `${severity === 'none' ? 'no severity' : severity}: #${number} ${title}, ${service}, ${lasts}`;
}
