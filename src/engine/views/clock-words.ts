import type { Instant } from '../../core/time/instant';

/** Clock times in one time zone, as words. All take any number; those that are no instant print as "an unknown time". */
export type ClockWords = {
  /** The zone they are told in. */
  readonly zone: string;
  /** `Fri 18:00`, with the date where it is more than six days from `now`: `Fri 27 Nov 18:00`. */
  dayAndClock(at: Instant, now: Instant): string;
  /** `14:07`; with the date where it is not the day of `now`: `22 Nov 14:07`, or `22 Nov 2025 14:07`. */
  clock(at: Instant, now: Instant): string;
  /** The same with seconds: `14:07:31`. */
  clockWithSeconds(at: Instant, now: Instant): string;
};

const SIX_DAYS = 6 * 24 * 3_600_000;

/** Further out than this no Date is valid (ECMA-262, "time values"). */
const LAST_INSTANT = 8.64e15;

/**
 * Clock words for an IANA zone. A zone that this machine does not know is read as UTC, and every time says so.
 */
export function makeClockWords(timeZone: string): ClockWords {
  const known = isKnown(timeZone);
  const zone = known ? timeZone : 'UTC';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  const minute = format({ hour: '2-digit', minute: '2-digit' });
  const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = format({ day: 'numeric', month: 'short' });
  const year = format({ year: 'numeric' });

  const words = (at: Instant, now: Instant, time: Intl.DateTimeFormat): string => {
    if (!(Math.abs(at) <= LAST_INSTANT)) return 'an unknown time';
    const base = Math.abs(now) <= LAST_INSTANT ? now : at;
    const text = `${time.format(at)}${known ? '' : ' UTC'}`;
    if (year.format(at) !== year.format(base)) return `${day.format(at)} ${year.format(at)} ${text}`;
    return day.format(at) === day.format(base) ? text : `${day.format(at)} ${text}`;
  };
  const weekday = format({ weekday: 'short' });
  return {
    zone,
    dayAndClock(at, now) {
      if (!(Math.abs(at) <= LAST_INSTANT)) return 'an unknown time';
      const near = Math.abs(at - now) < SIX_DAYS && day.format(at) !== day.format(now);
      return near
        ? `${weekday.format(at)} ${minute.format(at)}`
        : `${weekday.format(at)} ${words(at, now, minute)}`;
    },
    clock: (at, now) => words(at, now, minute),
    clockWithSeconds: (at, now) => words(at, now, second),
  };
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
