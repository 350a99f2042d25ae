const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Parts of an instant on the wall clock of a zone, English words, 24 hours. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${zone}\n${key}`;
  let made = formats.get(id);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: knownZone(zone), hourCycle: 'h23' });
    formats.set(id, made);
  }
  return made;
}

/** Length of time in one unit, two where the second still matters: `now`, `40 s`, `12 min`, `3 h 20 min`, `5 d`. */
export function spanText(ms: number): string {
  const length = Math.max(0, ms);
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) {
    const minutes = Math.floor((length % HOUR) / MINUTE);
    return minutes > 0 && length < 10 * HOUR
      ? `${Math.floor(length / HOUR)} h ${minutes} min`
      : `${Math.floor(length / HOUR)} h`;
  }
  return `${Math.floor(length / DAY)} d`;
}

/** For narrow columns: `now`, `40s`, `12m`, `3h`, `5d`, `8w`. Ahead of now it stands with a plus. */
export function shortAge(at: number, now: number): string {
  const ms = Math.abs(now - at);
  if (ms < 5 * SECOND) return 'now';
  const text =
    ms < MINUTE
      ? `${Math.floor(ms / SECOND)}s`
      : ms < HOUR
        ? `${Math.floor(ms / MINUTE)}m`
        : ms < DAY
          ? `${Math.floor(ms / HOUR)}h`
          : ms < 56 * DAY
            ? `${Math.floor(ms / DAY)}d`
            : `${Math.floor(ms / (7 * DAY))}w`;
  return at > now ? `+${text}` : text;
}

/** `just now`, `12 min ago`, `in 3 h 20 min`. */
export function relativeTime(at: number, now: number): string {
  const ms = now - at;
  if (Math.abs(ms) < 5 * SECOND) return 'just now';
  return ms > 0 ? `${spanText(ms)} ago` : `in ${spanText(-ms)}`;
}

/** `02:14`, with the weekday or date when it is not today: `Mon 02:14`, `14 Mar 02:14`, `14 Mar 2025 02:14`. */
export function clockTime(at: number, now: number, zone: string, seconds = false): string {
  const time = format(zone, seconds ? 'hms' : 'hm', {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(at);
  const day = dayOf(at, zone);
  if (day === dayOf(now, zone)) return time;
  const away = Math.abs(at - now);
  if (away < 6 * DAY) return `${format(zone, 'wd', { weekday: 'short' }).format(at)} ${time}`;
  const sameYear = day.slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return `${format(zone, sameYear ? 'dm' : 'dmy', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at)} ${time}`;
}

/** All of it, for a hover and a screen reader: `Monday, 23 November 2026 at 02:14:07 CET`. */
export function fullTime(at: number, zone: string): string {
  return format(zone, 'full', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** Heading of a day: `Today`, `Yesterday`, `Monday, 23 November`. */
export function dayText(at: number, now: number, zone: string): string {
  const day = dayOf(at, zone);
  if (day === dayOf(now, zone)) return 'Today';
  if (day === dayOf(now - DAY, zone)) return 'Yesterday';
  return format(zone, 'day', { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** The date on the wall, `2026-11-23`; equal for instants of one day in that zone. */
export function dayOf(at: number, zone: string): string {
  return format(zone, 'iso', { year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(at)
    .split('/')
    .reverse()
    .join('-');
}

/** A zone this system does not know is shown as UTC rather than not at all. */
function knownZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}
