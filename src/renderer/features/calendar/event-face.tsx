import { SeverityMark } from '../../ui/severity-mark';
import type { CalendarEvent } from './calendar-events';

/** What stands on an event in the month and the week: shape and title; the shape alone where there is no room. */
export function EventFace({ event }: { event: CalendarEvent }) {
  return (
    <span className="face">
      <SeverityMark severity={event.incident.severity} words="read" size={12} />
      <bdi className="face-title cut">{event.title}</bdi>
    </span>
  );
}
