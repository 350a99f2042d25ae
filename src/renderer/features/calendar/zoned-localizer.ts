import { DateTime, Settings } from 'luxon';
import { type DateLocalizer, luxonLocalizer } from 'react-big-calendar';
import { CachedZone } from './cached-zone';

/**
 * The calendar's clock: everything it draws is wall time of `zone` (IANA name, or 'system'), weeks begin on Monday.
 *
 * react-big-calendar takes the system's offsets where a localizer gives none; with another zone than the system's,
 * days on which clocks change were drawn an hour off. So all four offset functions come from luxon here.
 * `offset` is minutes west of UTC, as Date#getTimezoneOffset gives it.
 */
export function zonedLocalizer(zone: string): DateLocalizer {
  // The localizer makes every DateTime in luxon's default zone; only the calendar uses luxon.
  const usable = usableZone(zone);
  const zoned = usable === 'system' ? null : new CachedZone(usable);
  Settings.defaultZone = zoned ?? usable;
  const localizer = luxonLocalizer(DateTime, { firstDayOfWeek: 1 });
  const offset = (date: Date) => (zoned ? -zoned.offset(date.getTime()) : date.getTimezoneOffset());
  const minutes = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / 60_000);
  return Object.assign(localizer, {
    /** A shift from midnight to midnight has hours like any other; react-big-calendar would take it for a whole-day event. */
    startAndEndAreDateOnly: () => false,
    getTimezoneOffset: offset,
    getDstOffset: (a: Date, b: Date) => offset(a) - offset(b),
    /** Minutes on the wall clock between two instants. */
    getTotalMin: (a: Date, b: Date) => minutes(a, b) + offset(a) - offset(b),
    getMinutesFromMidnight: (date: Date) => {
      const start = DateTime.fromJSDate(date).startOf('day').toJSDate();
      return Math.round((date.getTime() - start.getTime()) / 60_000) + offset(start) - offset(date);
    },
  });
}

/** The zone if this system knows it, else the system's own: a calendar in a wrong zone name still shows. */
export function usableZone(zone: string): string {
  return zone !== '' && DateTime.now().setZone(zone).isValid ? zone : 'system';
}
