import { err, ok, type Result } from '../kernel/result';
import { type Duration, HOUR, MINUTE } from '../time/duration';
import type { Hours, Weekday } from './schedule';

/** Days of the week as the team file writes them, Monday first. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type DayName = (typeof DAYS)[number];

/** A window of hours as it is written: `from` and `to` are `09:00`, or both `fri 18:00`; '' and null are what is absent. */
export type HoursText = {
  readonly days: readonly string[] | null;
  readonly from: string;
  readonly to: string;
  readonly calendar: string;
};

/** What is wrong with a window, and in which of its keys. */
export type HoursProblem = { readonly at: 'days' | 'from' | 'to' | 'calendar'; readonly message: string };

/**
 * Reads one window of `hours`. Paths of calendars are taken as they stand; whether they lie in the team folder is not
 * checked here.
 */
export function parseHours({ days, from, to, calendar }: HoursText): Result<Hours, HoursProblem> {
  if (calendar !== '') {
    const other = days !== null ? 'days' : from !== '' ? 'from' : to !== '' ? 'to' : null;
    return other === null
      ? ok({ kind: 'calendar', path: calendar })
      : err({ at: other, message: `a window with "calendar" has no "${other}" beside it` });
  }
  const missing = from === '' ? 'from' : to === '' ? 'to' : null;
  if (missing !== null) {
    return err({
      at: missing,
      message: `a window needs "from" and "to", for example from: "22:00", to: "06:00", or a "calendar"`,
    });
  }
  const start = parseBound(from);
  if (!start.ok) return err({ at: 'from', message: start.error });
  const end = parseBound(to);
  if (!end.ok) return err({ at: 'to', message: end.error });
  if (start.value.day === null && end.value.day === null) {
    const names = days === null ? ok(null) : parseDays(days);
    if (!names.ok) return err({ at: 'days', message: names.error });
    return ok({ kind: 'daily', from: start.value.time, to: end.value.time, days: names.value });
  }
  if (start.value.day === null || end.value.day === null) {
    return err({
      at: start.value.day === null ? 'from' : 'to',
      message: 'name a day in both "from" and "to", or in neither',
    });
  }
  if (days !== null)
    return err({ at: 'days', message: '"days" goes with times of day only; "from" names its day already' });
  return ok({
    kind: 'weekly',
    from: { day: start.value.day, time: start.value.time },
    to: { day: end.value.day, time: end.value.time },
  });
}

/** Reads `09:00`, to the minute. Null for anything else. */
export function parseTimeOfDay(text: string): Duration | null {
  const m = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!m) return null;
  const [hour, minute] = [Number(m[1]), Number(m[2])];
  return hour > 23 || minute > 59 ? null : hour * HOUR + minute * MINUTE;
}

/** Prints `09:00`. */
export function printTimeOfDay(time: Duration): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(time / HOUR))}:${two(Math.floor((time % HOUR) / MINUTE))}`;
}

/** Reads `mon` … `sun`, also written out. Null for anything else. */
export function parseDay(text: string): Weekday | null {
  const word = text.trim().toLowerCase();
  const index = DAYS.findIndex((day) => day === word);
  if (index >= 0) return (index + 1) as Weekday;
  const long = LONG_DAYS.indexOf(word);
  return long < 0 ? null : ((long + 1) as Weekday);
}
const LONG_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export function printDay(day: Weekday): DayName {
  return DAYS[day - 1] as DayName;
}

/** A window as the team file writes it. */
export function printHours(hours: Hours): HoursText {
  switch (hours.kind) {
    case 'calendar':
      return { days: null, from: '', to: '', calendar: hours.path };
    case 'daily':
      return {
        days: hours.days?.map(printDay) ?? null,
        from: printTimeOfDay(hours.from),
        to: printTimeOfDay(hours.to),
        calendar: '',
      };
    case 'weekly':
      return {
        days: null,
        from: `${printDay(hours.from.day)} ${printTimeOfDay(hours.from.time)}`,
        to: `${printDay(hours.to.day)} ${printTimeOfDay(hours.to.time)}`,
        calendar: '',
      };
  }
}

function parseDays(days: readonly string[]): Result<Weekday[], string> {
  if (days.length === 0)
    return err('"days" is empty, so the window would never open; leave it out for every day');
  const read: Weekday[] = [];
  for (const text of days) {
    const day = parseDay(text);
    if (day === null) return err(`"${clip(text)}" is not a day; write mon, tue, wed, thu, fri, sat or sun`);
    if (!read.includes(day)) read.push(day);
  }
  return ok(read);
}

function parseBound(text: string): Result<{ day: Weekday | null; time: Duration }, string> {
  const m = /^(?:([a-z]+) +)?(\S+)$/i.exec(text.trim());
  const day = m?.[1] === undefined ? null : parseDay(m[1]);
  if (m && m[1] !== undefined && day === null)
    return err(`"${clip(m[1])}" is not a day; write for example fri 18:00`);
  const time = m ? parseTimeOfDay(m[2] as string) : null;
  if (time === null) {
    const hint = m?.[2] === '24:00' ? 'midnight is written 00:00' : 'write for example "09:00" or fri 18:00';
    return err(`"${clip(text)}" is not a time of day; ${hint}`);
  }
  return ok({ day, time });
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
