import { instantOf, wallOf } from '../../core/time/wall';

const DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A week on the wall of a zone: its Monday, its ends, and where each of its seven days begins. Instants. */
export type Week = {
  /** Monday on the wall, `2026-01-05`. */
  readonly monday: string;
  /** `5 Jan`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly days: readonly number[];
};

/** The weeks from Monday to Monday that touch a span, in a zone. Weeks with a change of the clock are longer or shorter. */
export function weeksOf(from: number, to: number, zone: string): Week[] {
  const weeks: Week[] = [];
  for (let monday = mondayOf(from, zone); ; monday += 7 * DAY) {
    const start = at(monday, zone);
    if (start >= to) return weeks;
    const days = Array.from({ length: 7 }, (_, day) => at(monday + day * DAY, zone));
    weeks.push({
      monday: new Date(monday).toISOString().slice(0, 10),
      name: `${new Date(monday).getUTCDate()} ${MONTHS[new Date(monday).getUTCMonth()]}`,
      start,
      end: at(monday + 7 * DAY, zone),
      days,
    });
  }
}

/** Midnight of the Monday on or before an instant, on the wall. */
export function mondayOf(instant: number, zone: string): number {
  const day = Math.floor(wallOf(instant, zone) / DAY);
  // 1970-01-01 was a Thursday.
  return (day - ((((day + 3) % 7) + 7) % 7)) * DAY;
}

function at(wall: number, zone: string): number {
  return instantOf(wall, zone);
}
