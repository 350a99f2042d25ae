import { instantOf, type Wall, wallOf } from '../../../core/time/wall';

export const DAY = 86_400_000;

/** A day of a wall, as instants; it may last 23 or 25 hours. */
export type Day = {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly month: number;
};

/** Midnight of the wall's day. */
export function midnight(wall: Wall): Wall {
  return Math.floor(wall / DAY) * DAY;
}

/** The days of [from, to); both are midnights of `zone`, an IANA name. */
export function daysOf(from: number, to: number, zone: string): readonly Day[] {
  const days: Day[] = [];
  // Midnight may be skipped, so the first instant of a day can show a later time.
  let wall = midnight(wallOf(from, zone));
  let start = from;
  while (start < to && days.length < 400) {
    const next = wall + DAY;
    const end = Math.max(start + 1, instantOf(next, zone));
    const date = new Date(wall);
    days.push({ start, end, number: date.getUTCDate(), month: date.getUTCMonth() });
    wall = next;
    start = end;
  }
  return days;
}

/** The first instant of the day of an instant. */
export function dayStart(at: number, zone: string): number {
  return instantOf(midnight(wallOf(at, zone)), zone);
}

/** The same time of day so many days later, on the wall. */
export function addDays(at: number, days: number, zone: string): number {
  return instantOf(wallOf(at, zone) + days * DAY, zone);
}

/** Where an instant stands in a day on the wall: 0 its midnight, 1 the next; whatever the day's length. */
export function partOfDay(at: number, day: number, zone: string): number {
  const from = midnight(wallOf(day, zone));
  return Math.min(1, Math.max(0, (wallOf(at, zone) - from) / DAY));
}

/** The other way round. @param part 0 to 1 of the day that begins at `day` */
export function atPart(part: number, day: number, zone: string): number {
  return instantOf(midnight(wallOf(day, zone)) + Math.round(part * DAY), zone);
}

/** Night begins and ends, minutes of the day. */
const DUSK = 22 * 60;
const DAWN = 7 * 60;

/**
 * The nights (22–07) of `nightZone` within a day of `zone`, as parts of the day on its wall; 0 is its midnight.
 * @param day the first instant of the day
 */
export function nightsOf(
  day: number,
  zone: string,
  nightZone: string,
): readonly (readonly [number, number])[] {
  const end = addDays(day, 1, zone);
  const first = midnight(wallOf(day, nightZone)) - DAY;
  const nights: (readonly [number, number])[] = [];
  for (let n = 0; n < 4; n++) {
    const dusk = instantOf(first + n * DAY + DUSK * 60_000, nightZone);
    const dawn = instantOf(first + (n + 1) * DAY + DAWN * 60_000, nightZone);
    const [from, to] = [Math.max(dusk, day), Math.min(dawn, end)];
    if (from < to) nights.push([partOfDay(from, day, zone), to === end ? 1 : partOfDay(to, day, zone)]);
  }
  return nights;
}
