import type { Span } from '../kernel/span';
import type { Calendars } from './calendars';
import { lastCreated } from './last-created';
import { layerShifts } from './layer-shifts';
import type { Override, Schedule } from './schedule';
import type { Cause, Duty, Shift } from './shift';

/**
 * The final rota of one schedule over a span: THE resolver (rota.md, "Who is on call at an instant").
 * @param overrides in the order of their creation, the last one winning (`overridesOf`: the team file's, then the
 *   log's); other schedules' are ignored
 * @returns shifts that cover the span in order, without overlap; neighbours with the same person and cause are one.
 *   An override over several turns is several shifts, each saying in whose place it stands (`cause.over`)
 */
export function shiftsOf(
  schedule: Schedule,
  overrides: readonly Override[],
  calendars: Calendars,
  span: Span,
): Shift[] {
  if (span.start >= span.end) return [];
  let shifts: Shift[] = [{ ...span, person: null, cause: GAP }];
  for (const layer of schedule.layers)
    shifts = over(shifts, layerShifts(layer, schedule.timeZone, calendars, span), (top) => top);
  const mine = overrides.filter((override) => override.schedule === schedule.id);
  // What somebody wrote into the file stands beneath what the team agreed in its log.
  for (const ofFile of [true, false]) {
    const origin = mine.filter((override) => (override.origin.kind === 'file') === ofFile);
    const pieces = lastCreated(origin, span).map(({ start, end, override }) => ({
      start,
      end,
      person: override.person,
      cause: { kind: 'override', override, over: null } as const,
    }));
    shifts = over(shifts, pieces, (top, under) => ({
      ...top,
      cause: { ...top.cause, over: beneath(under) },
    }));
  }
  return merged(shifts);
}

/** Shifts with neighbours of the same person merged, whatever their cause (rule 7). */
export function dutiesOf(shifts: readonly Shift[]): Duty[] {
  const duties: Duty[] = [];
  for (const { start, end, person } of shifts) {
    const before = duties.at(-1);
    if (before && before.person === person && before.end === start)
      duties[duties.length - 1] = { ...before, end };
    else duties.push({ start, end, person });
  }
  return duties;
}

const GAP: Cause = { kind: 'gap' };

function beneath(under: Shift): Cause | null {
  return under.cause.kind === 'gap' ? null : under.cause;
}

/** Puts shifts over others that cover the whole span: both in order; `made` is what comes of one over another. */
function over<Top extends Shift>(
  under: readonly Shift[],
  tops: readonly Top[],
  made: (top: Top, under: Shift) => Shift,
): Shift[] {
  if (tops.length === 0) return [...under];
  const result: Shift[] = [];
  let t = 0;
  for (const shift of under) {
    let at = shift.start;
    while (at < shift.end) {
      while (t < tops.length && (tops[t] as Top).end <= at) t++;
      const top = tops[t];
      const covered = top !== undefined && top.start <= at;
      const end = Math.min(shift.end, covered ? top.end : (top?.start ?? shift.end));
      result.push({ ...(covered ? made(top, shift) : shift), start: at, end });
      at = end;
    }
  }
  return merged(result);
}

function merged(shifts: readonly Shift[]): Shift[] {
  const result: Shift[] = [];
  for (const shift of shifts) {
    const before = result.at(-1);
    if (before && before.person === shift.person && sameCause(before.cause, shift.cause))
      result[result.length - 1] = { ...before, end: shift.end };
    else result.push(shift);
  }
  return result;
}

function sameCause(a: Cause, b: Cause): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'gap':
      return b.kind === 'gap';
    case 'layer':
      return b.kind === 'layer' && a.layer === b.layer && a.turn === b.turn;
    case 'calendar':
      return b.kind === 'calendar' && a.layer === b.layer && a.summary === b.summary;
    case 'override':
      return (
        b.kind === 'override' &&
        a.override.id === b.override.id &&
        (a.over === null || b.over === null ? a.over === b.over : sameCause(a.over, b.over))
      );
  }
}
