import type { Person } from '../people/person';
import { type Calendars, NO_CALENDARS } from '../schedule/calendars';
import type { Instant } from '../time/instant';
import { hoursAt } from './hours-at';

/**
 * Until when somebody's quiet hours last, on the wall clock of their own zone; those that follow each other without a
 * break are one. null: not quiet now. Quiet hours that never end (all day, every day) are none: what waits for their
 * end would be lost.
 */
export function quietUntil(person: Person, at: Instant, calendars: Calendars = NO_CALENDARS): Instant | null {
  const hours = person.quietHours ?? [];
  if (hours.length === 0) return null;
  const { inside, until } = hoursAt(hours, person.timeZone, calendars, at);
  return inside ? until : null;
}
