import type { Instant } from '../time/instant';
import { printInstant } from '../time/instant';
import { wallOf, weekdayOf } from '../time/wall';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sat 28 Nov 17:00`, by the wall clock of a zone. */
export function momentIn(at: Instant, zone: string): string {
  const wall = wallOf(at, zone);
  const text = printInstant(wall);
  const day = DAYS[weekdayOf(wall) - 1] ?? '';
  const month = MONTHS[Number(text.slice(5, 7)) - 1] ?? '';
  return `${day} ${Number(text.slice(8, 10))} ${month} ${text.slice(11, 16)}`;
}
