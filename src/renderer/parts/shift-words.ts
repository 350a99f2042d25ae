import { wallOf } from '../../core/time/wall';
import { realZone } from '../lib/real-zone';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

type Shown = { readonly day: string; readonly long: string; readonly date: string; readonly time: string };

/** A wall clock taken apart; `zone` an IANA name. */
function shown(at: number, zone: string): Shown {
  const wall = new Date(wallOf(at, realZone(zone)));
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    day: DAYS[wall.getUTCDay()] as string,
    long: LONG_DAYS[wall.getUTCDay()] as string,
    date: `${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]}`,
    time: `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`,
  };
}

/** `Fri 6 Mar 18:00` on the wall of a zone. */
export function minuteWords(at: number, zone: string): string {
  const { day, date, time } = shown(at, zone);
  return `${day} ${date} ${time}`;
}

/** `Fri 18:00`: near dates, where the day says enough. */
export function shortMinute(at: number, zone: string): string {
  const { day, time } = shown(at, zone);
  return `${day} ${time}`;
}

/** `18:00` on the wall of a zone. */
export function timeWords(at: number, zone: string): string {
  return shown(at, zone).time;
}

/** `Friday 6 Mar`. */
export function dayWords(at: number, zone: string): string {
  const { long, date } = shown(at, zone);
  return `${long} ${date}`;
}

/** `Fri 6 Mar 18:00 – Mon 9 Mar 09:00`; the day once where both are of it (24:00 counts to the day that ends). */
export function spanWords(start: number, end: number, zone: string): string {
  const from = shown(start, zone);
  const to = shown(end, zone);
  if (from.date === to.date && end - start < 2 * DAY)
    return `${from.day} ${from.date} ${from.time} – ${to.time}`;
  if (to.time === '00:00' && shown(end - 1, zone).date === from.date && end - start <= DAY + 3_600_000)
    return `${from.day} ${from.date} ${from.time} – 24:00`;
  return `${from.day} ${from.date} ${from.time} – ${to.day} ${to.date} ${to.time}`;
}

/** `8 h`, `2 d 15 h`, `45 min`: how long a shift lasts. */
export function lengthWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const words = parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}`);
  return words.slice(0, 2).join(' ') || '0 min';
}
