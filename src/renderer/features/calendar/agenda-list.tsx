import { DateTime } from 'luxon';
import type { IncidentRow } from '../../../contract/views';
import { clockTime, dayOf } from '../../lib/format-time';
import { SeverityMark } from '../../ui/severity-mark';
import { StateMark } from '../../ui/state-mark';
import type { CalendarEvent } from './calendar-events';
import { DayPeople } from './day-head';

/** Incidents as a list, the newest day and incident first: it is read from now backwards. `zone` as Intl takes it. */
export function AgendaList({
  events,
  zone,
  now,
  onOpen,
}: {
  events: readonly CalendarEvent[];
  zone: string;
  now: number;
  onOpen: (event: CalendarEvent) => void;
}) {
  if (events.length === 0) return <p className="agenda-empty">No incidents in these two weeks.</p>;
  return (
    <div className="agenda">
      {daysOf(events, zone).map(([day, those]) => (
        <Day key={day} events={those} zone={zone} now={now} onOpen={onOpen} />
      ))}
    </div>
  );
}

function Day({
  events,
  zone,
  now,
  onOpen,
}: {
  events: readonly CalendarEvent[];
  zone: string;
  now: number;
  onOpen: (event: CalendarEvent) => void;
}) {
  const day = (events[0] as CalendarEvent).start;
  const name = DateTime.fromJSDate(day).setLocale('en-GB').toFormat('ccc d LLL');
  const today = dayOf(day.getTime(), zone) === dayOf(now, zone);
  return (
    <section className="agenda-day" aria-label={name} data-today={today || undefined}>
      <h2 className="agenda-date">
        <span className="day-head">
          {today ? 'Today' : name}
          <DayPeople day={day} />
        </span>
      </h2>
      <ul className="agenda-list">
        {events.map((event) => (
          <li key={event.id}>
            <Row event={event} zone={zone} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({
  event,
  zone,
  onOpen,
}: {
  event: CalendarEvent;
  zone: string;
  onOpen: (event: CalendarEvent) => void;
}) {
  const { incident } = event;
  return (
    <button type="button" className="agenda-row" onClick={() => onOpen(event)}>
      <span className="agenda-time">{spanWords(incident, zone)}</span>
      <SeverityMark severity={incident.severity} />
      <bdi className="agenda-title">{event.title}</bdi>
      {incident.status !== 'resolved' && <StateMark row={incident} />}
      <bdi className="agenda-service cut">{incident.service}</bdi>
      <span className="agenda-number">#{incident.number}</span>
    </button>
  );
}

/** `14:02 – 14:40`, `22:10 – Tue 01:05`, and `since 00:53` for what is not over. The day it began on is the heading's. */
export function spanWords(
  { start, end }: { readonly start: number; readonly end: IncidentRow['resolvedAt'] },
  zone: string,
): string {
  const from = clockTime(start, start, zone);
  return end === null ? `since ${from}` : `${from} – ${clockTime(end, start, zone)}`;
}

function daysOf(events: readonly CalendarEvent[], zone: string): [string, CalendarEvent[]][] {
  const days = new Map<string, CalendarEvent[]>();
  for (const event of events.toSorted((a, b) => b.start.getTime() - a.start.getTime())) {
    const day = dayOf(event.start.getTime(), zone);
    const those = days.get(day);
    if (those) those.push(event);
    else days.set(day, [event]);
  }
  return [...days];
}
