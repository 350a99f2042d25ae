import type { PersonId } from '../kernel/ids';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import { dutiesOf, shiftsOf } from './resolve';
import { overridesOf, type Rota } from './rota';
import type { Schedule } from './schedule';
import type { Cause, Shift } from './shift';

/** Who is on call on one schedule at an instant. */
export type OnCallAt = {
  readonly person: PersonId | null;
  /** Since when without a break; at most a year back. */
  readonly since: Instant;
  /** When somebody else, or nobody, begins; null where it goes on for as long as can be seen (five years). */
  readonly until: Instant | null;
  readonly cause: Cause;
  /** The shift it lies in, with one cause; cut where it goes on for more than a day before or after. */
  readonly shift: Shift;
};

const BACK = 366 * DAY;
const AHEAD = 5 * 366 * DAY;

/** Asks the one resolver about one instant. Looks around it in growing steps, until somebody else is found. */
export function onCallAt(rota: Rota, schedule: Schedule, at: Instant): OnCallAt {
  const overrides = overridesOf(rota, schedule);
  const look = (start: Instant, end: Instant): Shift[] =>
    shiftsOf(schedule, overrides, rota.calendars, { start, end });
  const around = look(at - DAY, at + DAY);
  const shift = around.find(({ start, end }) => start <= at && at < end) as Shift;
  const { person, cause } = shift;
  let until: Instant | null = null;
  for (let from = at, step = DAY; until === null && from < at + AHEAD; step *= 4) {
    const to = Math.min(from + step, at + AHEAD);
    until = dutiesOf(look(from, to)).find((duty) => duty.person !== person)?.start ?? null;
    from = to;
  }
  let since = at - BACK;
  for (let to = at, step = DAY; to > at - BACK; step *= 4) {
    const from = Math.max(to - step, at - BACK);
    const other = dutiesOf(look(from, to)).findLast((duty) => duty.person !== person);
    if (other) {
      since = other.end;
      break;
    }
    to = from;
  }
  return { person, since, until, cause, shift };
}
