import type { PersonId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import type { Presence } from '../team-log/rota-acts';
import type { Instant } from '../time/instant';

/** When none of somebody's desktops can page them, in order and apart; `end` is Infinity where it is so until further notice. */
export type AwaySpans = ReadonlyMap<PersonId, readonly Span[]>;

const found = new WeakMap<readonly Presence[], AwaySpans>();

/**
 * When people are away from all their desktops: at least one desktop of theirs was heard of, and the last word of each
 * is not that it is awake. Somebody of whom no desktop ever said anything is not away: nothing is known of them.
 * Remembered for each list, as every incident asks it.
 */
export function awaySpans(presence: readonly Presence[]): AwaySpans {
  let spans = found.get(presence);
  if (!spans) {
    spans = spansOf(presence);
    found.set(presence, spans);
  }
  return spans;
}

/** Whether somebody is away at an instant. */
export function isAwayAt(away: AwaySpans, person: PersonId, at: Instant): boolean {
  return away.get(person)?.some(({ start, end }) => start <= at && at < end) ?? false;
}

/** Whether anybody is away at any instant from one on, and before another. */
export function isAnybodyAway(away: AwaySpans, from: Instant, to: Instant): boolean {
  for (const spans of away.values()) {
    // The last ones are asked about most.
    for (let i = spans.length - 1; i >= 0; i--) {
      const span = spans[i] as Span;
      if (span.end <= from) break;
      if (span.start < to) return true;
    }
  }
  return false;
}

/** Whom a step pages at an instant, and when that may change. */
export type WhomAt = (at: Instant) => {
  readonly people: ReadonlySet<PersonId>;
  readonly until: Instant | null;
};

/**
 * The first instant in `[from, before)` at which all whom something pages then are away; null for none. What pages
 * nobody at all has nobody to wait for either, yet that is not theirs to say: null.
 */
export function allAwayFrom(away: AwaySpans, whomAt: WhomAt, from: Instant, before: Instant): Instant | null {
  if (!isAnybodyAway(away, from, before)) return null;
  for (let at = from; at < before; ) {
    const { people, until } = whomAt(at);
    let next = until ?? Number.POSITIVE_INFINITY;
    let here = people.size === 0;
    for (const person of people) {
      if (isAwayAt(away, person, at)) continue;
      here = true;
      const goes = away.get(person)?.find(({ start }) => start > at)?.start;
      // As long as this one is here it is waited for, so nothing changes before this one goes or is no longer asked.
      next = Math.min(next, goes ?? Number.POSITIVE_INFINITY);
    }
    if (!here) return at;
    at = Math.max(next, at + 1);
  }
  return null;
}

function spansOf(presence: readonly Presence[]): AwaySpans {
  const ofPerson = new Map<PersonId, Presence[]>();
  for (const said of presence) {
    const known = ofPerson.get(said.person);
    if (known) known.push(said);
    else ofPerson.set(said.person, [said]);
  }
  const away = new Map<PersonId, Span[]>();
  for (const [person, all] of ofPerson) {
    // Stable: what one desktop said within a millisecond stays in the order of its stamps.
    const said = all.toSorted((a, b) => a.at - b.at);
    const awake = new Map<string, boolean>();
    const spans: { start: Instant; end: Instant }[] = [];
    let since: Instant | null = null;
    for (const { at, desktop, state } of said) {
      awake.set(desktop, state === 'awake');
      const gone = ![...awake.values()].includes(true);
      if (gone && since === null) since = at;
      if (!gone && since !== null) {
        if (since < at) spans.push({ start: since, end: at });
        since = null;
      }
    }
    if (since !== null) spans.push({ start: since, end: Number.POSITIVE_INFINITY });
    if (spans.length > 0) away.set(person, spans);
  }
  return away;
}
