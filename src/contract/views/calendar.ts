import { z } from 'zod';
import { incidentStatus, instant, nullableInstant, severity, suppression } from './values';

export const calendarView = z.object({
  incidents: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      title: z.string(),
      severity,
      status: incidentStatus,
      suppression: suppression.nullable(),
      snoozedUntil: nullableInstant,
      start: instant,
      end: nullableInstant,
      service: z.string(),
    }),
  ),
  /** True when the span holds more incidents than are shown (at most 2,000). */
  more: z.boolean(),
});

export type CalendarView = z.infer<typeof calendarView>;
