import type { PersonId } from '../kernel/ids';
import { HOUR } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Duty } from './shift';

/** A stretch of time that somebody else, or nobody, has after a change. */
export type Change = {
  readonly start: Instant;
  readonly end: Instant;
  readonly before: PersonId | null;
  readonly after: PersonId | null;
};

/**
 * Who changes and when, between two rotas of one schedule over the same span.
 * @param before duties in order that cover the span; [] where there was no schedule: nobody
 * @returns changes in order, neighbours with the same two people merged
 */
export function changesOf(before: readonly Duty[], after: readonly Duty[]): Change[] {
  const first = after[0] ?? before[0];
  const last = after.at(-1) ?? before.at(-1);
  if (!first || !last) return [];
  const whole = { start: first.start, end: last.end, person: null };
  const left = before.length === 0 ? [whole] : before;
  const right = after.length === 0 ? [whole] : after;
  const changes: Change[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const a = left[i] as Duty;
    const b = right[j] as Duty;
    const start = Math.max(a.start, b.start);
    const end = Math.min(a.end, b.end);
    if (start < end && a.person !== b.person) {
      const previous = changes.at(-1);
      if (previous?.end === start && previous.before === a.person && previous.after === b.person)
        changes[changes.length - 1] = { ...previous, end };
      else changes.push({ start, end, before: a.person, after: b.person });
    }
    if (a.end <= b.end) i++;
    if (b.end <= a.end) j++;
  }
  return changes;
}

/**
 * What changes for each person, a sentence each, who gains most first: "Ada: 336 h become 504 h (+168 h)."; somebody
 * whose hours move but stay as many is told so. Empty where nothing changes.
 * @param nameOf the name of a person, for their id
 */
export function changeSummary(
  before: readonly Duty[],
  after: readonly Duty[],
  nameOf: (person: PersonId) => string,
): string[] {
  const changes = changesOf(before, after);
  if (changes.length === 0) return [];
  const people = new Set<PersonId | null>(changes.flatMap((change) => [change.before, change.after]));
  const rows = [...people].map((person) => {
    const was = total(before, person);
    const is = total(after, person);
    return { person, was, is, more: is - was };
  });
  rows.sort((a, b) => Number(a.person === null) - Number(b.person === null) || b.more - a.more);
  return rows
    .filter((row) => row.person !== null || row.more !== 0)
    .map(({ person, was, is, more }) => {
      const name = person === null ? 'Nobody on call' : nameOf(person);
      if (more === 0) return `${name}: still ${hours(is)}, at other times.`;
      return `${name}: ${hours(was)} become ${hours(is)} (${more > 0 ? '+' : '−'}${hours(Math.abs(more))}).`;
    });
}

function total(duties: readonly Duty[], person: PersonId | null): number {
  return duties.reduce((sum, duty) => (duty.person === person ? sum + duty.end - duty.start : sum), 0);
}

/** Elapsed hours, with at most one digit behind the point. */
function hours(duration: number): string {
  return `${Math.round((duration / HOUR) * 10) / 10} h`;
}
