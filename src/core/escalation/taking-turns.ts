import type { PersonId } from '../kernel/ids';
import { personOfEvent } from '../schedule/person-of-event';
import { overridesOf, type Rota } from '../schedule/rota';
import type { Layer, Schedule } from '../schedule/schedule';
import { DAY, type Duration } from '../time/duration';
import type { Instant } from '../time/instant';
import { instantOf } from '../time/wall';

/** Everyone of a schedule at an instant, in the order of its layers, and when that may change. */
export type TakingTurns = { readonly people: readonly PersonId[]; readonly until: Instant | null };

/** Whom a calendar names within so long before and after takes turns in it. */
const NAMED_WITHIN: Duration = 35 * DAY;

const found = new WeakMap<Rota, Map<Schedule, TakingTurns & { readonly from: Instant }>>();

/**
 * Everyone of the team who takes turns in a layer of the schedule that has begun and is not over, whatever its hours,
 * or holds an override of it that is in force, whether or not a later one stands over it.
 */
export function takingTurns(rota: Rota, schedule: Schedule, at: Instant): TakingTurns {
  let ofRota = found.get(rota);
  if (!ofRota) {
    ofRota = new Map();
    found.set(rota, ofRota);
  }
  const known = ofRota.get(schedule);
  if (known && known.from <= at && (known.until === null || at < known.until)) return known;
  const fresh = { ...look(rota, schedule, at), from: at };
  ofRota.set(schedule, fresh);
  return fresh;
}

function look(rota: Rota, schedule: Schedule, at: Instant): TakingTurns {
  const team = new Set(rota.people.map(({ id }) => id));
  const people = new Set<PersonId>();
  let until: Instant | null = null;
  const changes = (when: Instant): void => {
    if (when > at && when < (until ?? Number.POSITIVE_INFINITY)) until = when;
  };
  const within = (start: Instant, end: Instant): boolean => {
    changes(start);
    changes(end);
    return start <= at && at < end;
  };
  for (const layer of schedule.layers) {
    const start = instantOf(layer.start, schedule.timeZone);
    const end = layer.until === null ? Number.POSITIVE_INFINITY : instantOf(layer.until, schedule.timeZone);
    // An imported calendar has turns whenever it names somebody; its layer's start says nothing of them.
    if (!within(layer.calendar === null ? start : Number.NEGATIVE_INFINITY, end)) continue;
    for (const person of layer.calendar === null ? layer.people : named(rota, layer, at, within, changes))
      if (person !== null) people.add(person);
  }
  for (const { person, start, end } of overridesOf(rota, schedule))
    if (within(start, end) && person !== null) people.add(person);
  return { people: [...people].filter((person) => team.has(person)), until };
}

function named(
  rota: Rota,
  layer: Layer,
  at: Instant,
  within: (start: Instant, end: Instant) => boolean,
  changes: (when: Instant) => void,
): (PersonId | null)[] {
  // Looked at again after as long: events further ahead are not asked for.
  const ahead = at + 2 * NAMED_WITHIN;
  changes(at + NAMED_WITHIN);
  const events = rota.calendars.events(layer.calendar as string, { start: at - NAMED_WITHIN, end: ahead });
  return (events ?? [])
    .filter(({ start, end }) => within(start - NAMED_WITHIN, end + NAMED_WITHIN))
    .map((event) => personOfEvent(event, rota.calendars.people ?? []));
}
