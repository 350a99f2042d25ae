import type { PersonId } from '../kernel/ids';
import { dutyNow } from '../schedule/duty-now';
import type { OnCallAt } from '../schedule/on-call-at';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import { overridesOf, type Rota } from '../schedule/rota';
import type { Schedule } from '../schedule/schedule';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';

/** So far ahead somebody else is looked for. */
const AHEAD = 366 * DAY;

/** By what was found of who is on call: a changed rota, and the next shift, is another object. */
const found = new WeakMap<OnCallAt, PersonId | null>();

/**
 * Who of the team is on call on a schedule after whoever is at an instant: gaps, further shifts of the same person and
 * people who are not of the team are passed over. Null where there is nobody else for a year.
 */
export function nextOnCall(rota: Rota, schedule: Schedule, at: Instant): PersonId | null {
  const duty = dutyNow(rota, schedule, at);
  const known = found.get(duty);
  if (known !== undefined) return known;
  const next = duty.until === null ? null : firstOther(rota, schedule, duty.person, duty.until);
  found.set(duty, next);
  return next;
}

function firstOther(rota: Rota, schedule: Schedule, than: PersonId | null, after: Instant): PersonId | null {
  const team = new Set(rota.people.map(({ id }) => id));
  const overrides = overridesOf(rota, schedule);
  for (let start = after, step = DAY; start < after + AHEAD; step *= 4) {
    const end = Math.min(start + step, after + AHEAD);
    const duties = dutiesOf(shiftsOf(schedule, overrides, rota.calendars, { start, end }));
    const other = duties.find(({ person }) => person !== null && person !== than && team.has(person));
    if (other) return other.person;
    start = end;
  }
  return null;
}
