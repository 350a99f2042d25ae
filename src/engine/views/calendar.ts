import type { CalendarView } from '../../contract/views/calendar';
import type { Incident } from '../../core/incident/incident';
import { suppressionOf } from './incident-row';
import type { Names } from './names';
import { readableText } from './outside-text';

const MOST_INCIDENTS = 2000;

/** Past incidents of a time span, for the calendar. */
export function calendarViewOf(input: {
  incidents: readonly Incident[];
  more: boolean;
  names: Names;
}): CalendarView {
  const { incidents, names } = input;
  return {
    incidents: incidents.slice(0, MOST_INCIDENTS).map((incident) => ({
      id: incident.id,
      number: incident.number,
      title: readableText(incident.title),
      severity: incident.severity,
      status: incident.status,
      suppression: suppressionOf(incident.suppression),
      snoozedUntil: incident.snoozedUntil,
      start: incident.openedAt,
      end: incident.resolvedAt,
      service: names.serviceName(incident.service),
    })),
    more: input.more || incidents.length > MOST_INCIDENTS,
  };
}
