import { Temporal } from 'temporal-polyfill';

/** The hour "until morning" means, on the person's own wall clock. */
const MORNING = 8;

/**
 * The next 08:00 (or another hour) in a zone, strictly after now. Where the clock change skips that minute, the minute
 * after the gap (Temporal's "compatible"). A zone nobody knows is read as UTC, '' as the system's own.
 */
export function nextMorning(now: number, zone: string, hour = MORNING): number {
  const plainTime = Temporal.PlainTime.from({ hour });
  const here = wallClock(now, zone);
  const today = here.toPlainDate().toZonedDateTime({ timeZone: here.timeZoneId, plainTime });
  if (today.epochMilliseconds > now) return today.epochMilliseconds;
  return here.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone: here.timeZoneId, plainTime })
    .epochMilliseconds;
}

function wallClock(now: number, zone: string): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(now);
  try {
    return instant.toZonedDateTimeISO(zone || Temporal.Now.timeZoneId());
  } catch {
    return instant.toZonedDateTimeISO('UTC');
  }
}
