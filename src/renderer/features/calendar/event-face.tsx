import { PersonDot } from '../../ui/person-dot';
import { SeverityMark } from '../../ui/severity-mark';
import type { CalendarEvent } from './calendar-events';

/** What stands on an event in the month and the week: shape and title, or who is on call. */
export function EventFace({ event }: { event: CalendarEvent }) {
  if (event.kind === 'duty')
    return (
      <span className="face">
        <PersonDot person={event.person} size="small" named />
      </span>
    );
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
  if (event.kind === 'duty')
    return (
      <span className="agenda-row agenda-duty">
        <PersonDot person={event.person} named />
        <span className="muted">on call</span>
      </span>
    );
  const { severity, number, service, status } = event.incident;
  return (
    <button type="button" className="agenda-row agenda-incident" onClick={() => onOpen(event)}>
      <SeverityMark severity={severity} />
      <bdi className="agenda-title">{event.title}</bdi>
      <bdi className="agenda-service">{service}</bdi>
      <span className="agenda-status">{status === 'resolved' ? '' : status}</span>
      <span className="agenda-number">#{number}</span>
    </button>
  );
}
