import type { Span } from '../kernel/span';
import { DAY, type Duration, HOUR, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import { printInstant } from '../time/instant';
import { dayOf, instantOf, type Wall, wallOf, weekdayOf } from '../time/wall';

/** Working hours on a wall clock; the drill is over before they end. */
const FROM: Duration = 9 * HOUR;
const TO: Duration = 17 * HOUR;
/** The last minute in which one begins: whoever leaves at five has answered it. */
const LAST_START: Duration = TO - 20 * MINUTE;

export type MonthlyAsk = {
  /** Id of this desktop: two desktops are not drilled in the same minute. */
  readonly desktop: string;
  /** IANA zone of whoever sits here. */
  readonly zone: string;
  /** Since when monthly drills are on. */
  readonly since: Instant;
  /** When the last monthly drill began; null for none. */
  readonly last: Instant | null;
  /** When they cannot be drilled: away. */
  readonly busy: readonly Span[];
};

/**
 * When the next monthly drill comes: at a minute between 9:00 and 16:40 of a day from Monday to Friday that follows
 * from the desktop and the month alone, so that nobody expects it and everybody can check it. One that could not be
 * held then (asleep, away, an incident open) comes at the next working minute of the same month.
 */
export function nextMonthlyDrill(ask: MonthlyAsk, now: Instant): Instant {
  const done = ask.last === null ? '' : monthOf(wallOf(ask.last, ask.zone));
  let month = startOfMonth(wallOf(now, ask.zone));
  for (let ahead = 0; ahead < 13; ahead++) {
    const next = startOfMonth(month + 32 * DAY);
    const slot = instantOf(slotIn(ask.desktop, month, next), ask.zone);
    if (monthOf(month) !== done && slot >= ask.since) {
      const at = workingFrom(Math.max(slot, now), ask);
      if (wallOf(at, ask.zone) < next) return at;
    }
    month = next;
  }
  // Away for a year: asked again by then.
  return now + 366 * DAY;
}

/** Whether a drill may begin now, by the wall clock of whoever would answer it. */
export function isWorkingMinute(at: Instant, zone: string, busy: readonly Span[] = []): boolean {
  const wall = wallOf(at, zone);
  const time = wall - dayOf(wall);
  return (
    weekdayOf(wall) <= 5 &&
    time >= FROM &&
    time <= LAST_START &&
    !busy.some(({ start, end }) => start <= at && at < end)
  );
}

function workingFrom(at: Instant, { zone, busy }: MonthlyAsk): Instant {
  let found = at;
  // Each round leaves a day or a busy span behind.
  for (let round = 0; round < 800 && !isWorkingMinute(found, zone, busy); round++) {
    const span = busy.find(({ start, end }) => start <= found && found < end);
    if (span) found = span.end;
    else {
      const wall = wallOf(found, zone);
      const day = dayOf(wall);
      found = instantOf(wall - day < FROM ? day + FROM : day + DAY + FROM, zone);
    }
  }
  return found;
}

/** The minute that chance and month choose. */
function slotIn(desktop: string, month: Wall, next: Wall): Wall {
  const days: Wall[] = [];
  for (let day = month; day < next; day += DAY) if (weekdayOf(day) <= 5) days.push(day);
  const chance = mix(`${desktop} ${monthOf(month)}`);
  const day = days[chance % days.length] ?? month;
  const minutes = (LAST_START - FROM) / MINUTE + 1;
  return day + FROM + (Math.floor(chance / days.length) % minutes) * MINUTE;
}

function startOfMonth(wall: Wall): Wall {
  const day = dayOf(wall);
  return day - (Number(printInstant(day).slice(8, 10)) - 1) * DAY;
}

function monthOf(wall: Wall): string {
  return printInstant(wall).slice(0, 7);
}

/** FNV-1a, 32 bits, and a last stir: near texts give far numbers. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}
