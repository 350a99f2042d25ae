import type { Span } from '../kernel/span';
import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import { instantOf } from '../time/wall';
import { countText, type Finding, hoursText, momentText } from './check-finding';
import { isClosedOver, opensAndCloses } from './closing';
import type { Schedule } from './schedule';
import type { Shift } from './shift';

/** How far ahead gaps are told one by one, and how far they are looked for at all. */
const SOON = 56 * DAY;

/** `hours`: it is closed then, and that is meant; `off`: an override takes everyone off. */
type Kind = 'hours' | 'off' | 'empty' | 'ended';
export type Gap = { readonly start: Instant; readonly end: Instant; readonly kind: Kind };

/**
 * Where nobody is on call. Outside the hours of a schedule that opens and closes that is meant, and told as a note; so
 * is an override that takes everyone off. In a schedule that has somebody nearly always a hole is a warning.
 * @param shifts the schedule's rota, from now on
 */
export function checkGaps(schedule: Schedule, shifts: readonly Shift[]): Finding[] {
  const first = shifts[0];
  const last = shifts.at(-1);
  if (!first || !last) return [];
  const gaps = gapsOf(schedule, shifts);
  return (['empty', 'ended', 'off', 'hours'] as const).flatMap((kind) => {
    const found = gaps.filter((gap) => gap.kind === kind);
    return found.length === 0 ? [] : [finding(schedule, kind, found, first.start, last.end)];
  });
}

function finding(schedule: Schedule, kind: Kind, gaps: readonly Gap[], now: Instant, end: Instant): Finding {
  const soon = gaps.filter((gap) => gap.start < now + SOON);
  const first = gaps[0] as Gap;
  const { timeZone } = schedule;
  const from = first.start === now ? 'now' : momentText(first.start, timeZone);
  const to = first.end === end ? 'on' : `to ${momentText(first.end, timeZone)}`;
  const why = {
    empty: '',
    ended: ', because an earlier layer has ended',
    off: ', because an override takes everyone off',
    hours: ', outside the hours of its layers',
  }[kind];
  const total = soon.reduce((sum, gap) => sum + Math.min(gap.end, now + SOON) - gap.start, 0);
  const count =
    soon.length === 0
      ? 'none in the next eight weeks'
      : `${countText(soon.length, 'gap')}, ${hoursText(total)} in all, in the next eight weeks`;
  const counts = first.end === end ? '' : `; ${count}, ${gaps.length} in the next two years`;
  return {
    level: (kind === 'empty' || kind === 'ended') && soon.length > 0 ? 'warning' : 'note',
    schedule: schedule.id,
    layer: '',
    message: `nobody is on call from ${from} ${to} (${timeZone})${why}${counts}`,
    at: first.start,
    line: null,
  };
}

/** All stretches in which nobody is on call, by start, and why. @param shifts the schedule's rota over some weeks */
export function gapsOf(schedule: Schedule, shifts: readonly Shift[]): Gap[] {
  const gaps: Gap[] = [];
  const closes = opensAndCloses(shifts);
  const begins = shifts[0]?.start ?? 0;
  for (const { start, end, person, cause } of shifts) {
    if (person !== null) continue;
    const kind = cause.kind === 'override' ? 'off' : kindOf(schedule, { start, end }, begins, closes);
    const before = gaps.at(-1);
    if (before?.end === start && before.kind === kind) gaps[gaps.length - 1] = { ...before, end };
    else gaps.push({ start, end, kind });
  }
  return gaps;
}

/** A gap among the layers. What an always open layer leaves when it ends between `begins` and the gap is meant by nobody. */
function kindOf(schedule: Schedule, gap: Span, begins: Instant, closes: boolean): Kind {
  if (!closes || !isClosedOver(schedule, gap)) return 'empty';
  const ended = schedule.layers.some(({ hours, calendar, people, until }) => {
    if (hours.length > 0 || calendar !== null || until === null) return false;
    const at = instantOf(until, schedule.timeZone);
    return begins < at && at <= gap.start && people.some((person) => person !== null);
  });
  return ended ? 'ended' : 'hours';
}
