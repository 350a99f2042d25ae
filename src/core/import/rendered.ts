import type { PersonId } from '../kernel/ids';
import { NO_CALENDARS } from '../schedule/calendars';
import { changesOf } from '../schedule/changes';
import { momentText } from '../schedule/check-finding';
import { dutiesOf, shiftsOf } from '../schedule/resolve';
import type { Schedule } from '../schedule/schedule';
import type { Duty } from '../schedule/shift';
import type { Instant } from '../time/instant';

/** Who was on call by the tool that the export came from. */
export type Rendered = { readonly start: Instant; readonly end: Instant; readonly person: PersonId };

/** What a rendered rota says over the span it covers, beside what ours says. */
export type Comparison = {
  readonly start: Instant;
  readonly end: Instant;
  /** Milliseconds in which the two name different people. */
  readonly apart: number;
  /** Sentences about the first differences. */
  readonly notes: readonly string[];
};

const TOLD = 3;

/**
 * Compares a schedule with what the export says was, or will be, its final rota: from the first entry's start to the
 * last one's end, nobody in between where there is no entry. null without entries.
 */
export function compared(
  schedule: Schedule,
  entries: readonly Rendered[],
  nameOf: (person: PersonId) => string,
): Comparison | null {
  const sorted = entries.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const first = sorted[0];
  if (!first) return null;
  const theirs: Duty[] = [];
  let at = first.start;
  for (const { start, end, person } of sorted) {
    if (end <= at) continue;
    if (start > at) theirs.push({ start: at, end: start, person: null });
    theirs.push({ start: Math.max(start, at), end, person });
    at = end;
  }
  const span = { start: first.start, end: at };
  const ours = dutiesOf(shiftsOf(schedule, schedule.overrides, NO_CALENDARS, span));
  const changes = changesOf(dutiesOf(theirs.map((duty) => ({ ...duty, cause: { kind: 'gap' } }))), ours);
  const name = (person: PersonId | null) => (person === null ? 'nobody' : nameOf(person));
  return {
    ...span,
    apart: changes.reduce((sum, change) => sum + change.end - change.start, 0),
    notes: changes.slice(0, TOLD).map(({ start, end, before, after }) => {
      const zone = schedule.timeZone;
      return `${momentText(start, zone)} to ${momentText(end, zone)}: ${name(before)} there, ${name(after)} here`;
    }),
  };
}
