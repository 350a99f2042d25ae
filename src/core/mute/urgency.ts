import type { Severity } from '../alert/severity';
import type { Service, SupportHours, Urgency } from '../people/service';
import type { Calendars } from '../schedule/calendars';
import type { Instant } from '../time/instant';
import { hoursAt, lacksCalendar } from './hours-at';

/**
 * How much pages about an alert may disturb at an instant: what its service says, else its severity (critical and error
 * are high); outside of the service's support hours what those say. Where the calendar file of support hours cannot be
 * read, the higher of the two: nobody sleeps through an outage because of a file.
 * @param service null for an alert of no service
 */
export function urgencyOf(
  service: Service | null,
  severity: Severity,
  at: Instant,
  calendars: Calendars,
): Urgency {
  const usual = usualUrgency(service, severity);
  const support = changing(service, severity, usual);
  if (support === null) return usual;
  if (hoursAt(support.hours, support.timeZone, calendars, at).inside) return usual;
  return lacksCalendar(support.hours, calendars, at) ? 'high' : support.outside;
}

/** When `urgencyOf` may next say something else; null where it does not for as long as is looked (over a year). */
export function urgencyChangesAt(
  service: Service | null,
  severity: Severity,
  at: Instant,
  calendars: Calendars,
): Instant | null {
  const support = changing(service, severity, usualUrgency(service, severity));
  return support === null ? null : hoursAt(support.hours, support.timeZone, calendars, at).until;
}

function usualUrgency(service: Service | null, severity: Severity): Urgency {
  const said = service?.urgency ?? 'severity';
  if (said !== 'severity') return said;
  return severity === 'critical' || severity === 'error' ? 'high' : 'low';
}

/** The support hours, where they change anything for this severity. */
function changing(service: Service | null, severity: Severity, usual: Urgency): SupportHours | null {
  const support = service?.supportHours ?? null;
  if (support === null || support.outside === usual) return null;
  const staysHigh = severity === 'critical' && !support.criticalToo && support.outside === 'low';
  return staysHigh ? null : support;
}
