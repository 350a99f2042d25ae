import { Temporal } from 'temporal-polyfill';

/** The hour at which "until morning" ends. */
export const MORNING = 8;

/**
 * The next 08:00 in a person's zone after `now` (both milliseconds since 1970). Where clocks skip 08:00 it is the moment
 * they land on, as everywhere in Watchbill ('compatible'). A zone this system does not know counts as UTC.
 */
export function nextMorning(now: number, zone: string): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(knownZone(zone));
  const today = here
    .toPlainDate()
    .toZonedDateTime({ timeZone: here.timeZoneId, plainTime: { hour: MORNING } });
  if (today.epochMilliseconds > now) return today.epochMilliseconds;
  return here
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: here.timeZoneId, plainTime: { hour: MORNING } }).epochMilliseconds;
}

function knownZone(zone: string): string {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone || Temporal.Now.timeZoneId())
      .timeZoneId;
  } catch {
    return 'UTC';
  }
}
