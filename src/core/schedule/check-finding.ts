import type { Instant } from '../time/instant';
import { printWall, type Wall, wallOf, weekdayOf } from '../time/wall';
import { DAYS } from './parse-hours';

/** Something that the check of a rota says. An `error` is a file that cannot be what was meant; a `note` may well be. */
export type Finding = {
  readonly level: 'error' | 'warning' | 'note';
  /** '' where it is about the whole. */
  readonly schedule: string;
  /** Id of the layer it is about, '' for none. */
  readonly layer: string;
  readonly message: string;
  /** Where the message ends in a list that may be long: what stands in it, parted by `, ` there. */
  readonly list?: readonly string[];
  /** When it first happens. */
  readonly at: Instant | null;
  /** Line of the team file, where that is known. */
  readonly line: number | null;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun 28 Mar 2027`. */
export function dayText(wall: Wall): string {
  const [year, month, day] = printWall(wall).slice(0, 10).split('-').map(Number) as [number, number, number];
  const name = DAYS[weekdayOf(wall) - 1] as string;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${day} ${MONTHS[month - 1]} ${year}`;
}

/** `01:30`. */
export function timeText(wall: Wall): string {
  return printWall(wall).slice(11, 16);
}

/** `Sun 28 Mar 2027, 01:30` on the clock of a zone. */
export function momentText(at: Instant, zone: string): string {
  const wall = wallOf(at, zone);
  return `${dayText(wall)}, ${timeText(wall)}`;
}

/** `1 gap`, `3 gaps`. */
export function countText(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `12.5 hours`. */
export function hoursText(duration: number): string {
  const hours = Math.round((duration / 3_600_000) * 10) / 10;
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
