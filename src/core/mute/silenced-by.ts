import type { Labels } from '../alert/labels';
import { matchesAll } from '../alert/matcher';
import type { Instant } from '../time/instant';
import type { Held, Silence } from './mute';
import { because, type MuteWords } from './mute-words';

/**
 * The silence that keeps an alert quiet at an instant: of several the one that ends last, as that is what counts.
 * @param words how its author and its end are named
 */
export function silencedBy(
  silences: readonly Silence[],
  labels: Labels,
  at: Instant,
  words: MuteWords,
): Held | null {
  let last: Silence | null = null;
  for (const silence of silences) {
    if (!isInForce(silence, at) || (last !== null && silence.end <= last.end)) continue;
    if (holds(silence, labels)) last = silence;
  }
  if (last === null) return null;
  const { id, by, end, reason } = last;
  return {
    how: 'silenced',
    by: id,
    detail: `Silenced by ${words.name(by)} until ${words.clock(end, at)}${because(reason)}`,
    until: end,
  };
}

/** When the next of the silences begins or ends; null for none. */
export function silenceChangesAt(silences: readonly Silence[], at: Instant): Instant | null {
  let next: Instant | null = null;
  for (const { start, end } of silences) {
    if (start >= end) continue;
    const change = start > at ? start : end;
    if (change > at && (next === null || change < next)) next = change;
  }
  return next;
}

/** Those that hold now or will: the log names every silence that ever was. */
export function silencesToCome(silences: readonly Silence[], at: Instant): readonly Silence[] {
  return silences.filter(({ start, end }) => end > at && start < end);
}

/** Whether a silence is about such an alert, whatever the time. */
export function holds(silence: Pick<Silence, 'matchers'>, labels: Labels): boolean {
  return silence.matchers.length > 0 && matchesAll(silence.matchers, labels);
}

export function isInForce({ start, end }: Pick<Silence, 'start' | 'end'>, at: Instant): boolean {
  return start <= at && at < end;
}
