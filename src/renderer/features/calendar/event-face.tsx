import { SeverityMark } from '../../ui/severity-mark';
import type { CalendarEvent } from './calendar-events';

/** What stands on an event in the month and the week: shape and title. */
export function EventFace({ event }: { event: CalendarEvent }) {
  return (
    <span className="face">
      <SeverityMark severity={event.incident.severity} words="read" size={12} />
      <bdi className="face-title cut">{event.title}</bdi>
    </span>
  );
}

/** A row of the agenda: there is room for all of it. */
export function AgendaFace({
  event,
  onOpen,
}: {
  event: CalendarEvent;
  onOpen: (event: CalendarEvent) => void;
}) {
  const { severity, number, service, status } = event.incident;
  return (
    <button type="button" className="agenda-row" onClick={() => onOpen(event)}>
      <SeverityMark severity={severity} />
      <bdi className="agenda-title">{event.title}</bdi>
      {status !== 'resolved' && <span className="agenda-status">{status}</span>}
      <bdi className="agenda-service">{service}</bdi>
      <span className="agenda-number">#{number}</span>
    </button>
  );
}
