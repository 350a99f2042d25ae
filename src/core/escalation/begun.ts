import type { Instant } from '../time/instant';
import { variesInTime } from './counts';
import { courseOf, type Event } from './course';
import type { PlanAsk } from './plan-ask';
import { type AwaySpans, awaySpans, isAnybodyAway } from './presence';
import { stepsOf } from './steps';

/** A part of the course: what has begun by an instant, and when the next thing begins; null for never. */
export type Begun = { readonly events: readonly Event[]; readonly nextAt: Instant | null };

/**
 * What of the course has begun by an instant.
 * @param skipTo rounds over by then that bring nobody new may be left out
 * @param most of what begins after `skipTo`, so that a plan of years stays short
 */
export function begunBy(ask: PlanAsk, by: Instant, skipTo: Instant, most: number): Begun {
  const away = awaySpans(ask.rota.acts.presence);
  const known = isAnybodyAway(away, ask.from, Number.POSITIVE_INFINITY) ? away : null;
  const course = read(ask, known, by, skipTo, most);
  if (known === null || !stepsOf(ask).some((step) => variesInTime(ask, step))) return course;
  // A step that begins early may fall out of the hours in which it counts: nobody is paged later for that.
  return merged(course, read(ask, null, by, skipTo, most));
}

function read(ask: PlanAsk, away: AwaySpans | null, by: Instant, skipTo: Instant, most: number): Begun {
  const events: Event[] = [];
  let ahead = 0;
  for (const event of courseOf(ask, away, skipTo)) {
    if (event.at > by && event.kind !== 'leftOut') return { events, nextAt: event.at };
    if (event.at > skipTo && ++ahead > most) return { events, nextAt: null };
    events.push(event);
  }
  return { events, nextAt: null };
}

/** Each thing when it comes first in either. */
function merged(a: Begun, b: Begun): Begun {
  const first = new Map<string, Event>();
  for (const { events } of [a, b]) {
    const keyOf = keys();
    for (const event of events) {
      const key = keyOf(event);
      const known = first.get(key);
      if (!known || isBefore(event, known)) first.set(key, event);
    }
  }
  const events = [...first.values()].sort((x, y) => x.at - y.at);
  const nextAt = Math.min(a.nextAt ?? Number.POSITIVE_INFINITY, b.nextAt ?? Number.POSITIVE_INFINITY);
  return { events, nextAt: Number.isFinite(nextAt) ? nextAt : null };
}

function isBefore(event: Event, known: Event): boolean {
  if ((event.kind === 'leftOut') !== (known.kind === 'leftOut')) return known.kind === 'leftOut';
  return event.at < known.at;
}

/** Names what is the same thing in two courses. */
function keys(): (event: Event) => string {
  const counts = new Map<string, number>();
  let handedOver = 0;
  return (event) => {
    if (event.kind === 'step' || event.kind === 'leftOut') return `step ${event.round} ${event.index}`;
    const kind = event.kind === 'everyone' ? `everyone ${handedOver}` : event.kind;
    if (event.kind === 'handOver') handedOver++;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return `${kind} ${count}`;
  };
}
