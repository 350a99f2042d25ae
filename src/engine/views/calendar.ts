import type { CalendarView } from '../../contract/views';
import type { Incident } from '../../core/incident/incident';
import type { PersonId } from '../../core/kernel/ids';
import { MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { suppressionOf } from './incident-row';
import type { Names } from './names';
import { readableText } from './outside-text';

const MOST_INCIDENTS = 2000;
const WHY = 'There is no rota yet, and this desktop’s pager ran.';

type Span = { readonly start: Instant; readonly end: Instant };

/**
 * Past incidents and duty of a time span.
 * @param input.engineSpans when this desktop's engine ran, in any order; they may overlap
 */
export function calendarViewOf(input: {
  incidents: readonly Incident[];
  more: boolean;
  from: Instant;
  to: Instant;
  names: Names;
  me: PersonId;
  engineSpans: readonly Span[];
}): CalendarView {
  const { incidents, names } = input;
  const person = names.person(input.me);
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
    duty: dutySpans(input.engineSpans, input.from, input.to).map(({ start, end }) => ({
      start,
      end,
      person,
      why: WHY,
    })),
  };
}

/** Joins spans that are less than a minute apart (a restart is no gap in duty), then cuts to `from`–`to`. */
function dutySpans(spans: readonly Span[], from: Instant, to: Instant): Span[] {
  const joined: Array<{ start: Instant; end: Instant }> = [];
  const real = spans.filter(({ start, end }) => start < end);
  for (const { start, end } of real.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start - last.end < MINUTE) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined
    .map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }))
    .filter(({ start, end }) => start < end);
}
