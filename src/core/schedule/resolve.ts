import type { Span } from '../kernel/span';
import type { Instant } from '../time/instant';
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
  let shifts: Shift[] = [{ start: span.start, end: span.end, person: null, cause: GAP }];
  for (const layer of schedule.layers)
    shifts = over(shifts, layerShifts(layer, schedule.timeZone, calendars, span));
  const mine = overrides.filter((override) => override.schedule === schedule.id);
  // What somebody wrote into the file stands beneath what the team agreed in its log.
  for (const ofFile of [true, false]) {
    const origin = mine.filter((override) => (override.origin.kind === 'file') === ofFile);
    shifts = over(shifts, lastCreated(origin, span).map(shiftOf));
  }
  return merged(shifts);
}

/** Shifts with neighbours of the same person merged, whatever their cause (rule 7). */
export function dutiesOf(shifts: readonly Shift[]): Duty[] {
  const duties: Duty[] = [];
  for (const { start, end, person } of shifts) {
    const before = duties.at(-1);
    if (before && before.person === person && before.end === start)
      duties[duties.length - 1] = { start: before.start, end, person };
    else duties.push({ start, end, person });
  }
  return duties;
}

const GAP: Cause = { kind: 'gap' };

function shiftOf({ start, end, override }: Span & { override: Override }): Shift {
  return { start, end, person: override.person, cause: { kind: 'override', override, over: null } };
}

/** Puts shifts over others that cover the whole span; both in order and without overlap. */
function over(under: readonly Shift[], tops: readonly Shift[]): Shift[] {
  const result: Shift[] = [];
  let t = 0;
  for (const shift of under) {
    let at = shift.start;
    while (at < shift.end) {
      let top = tops[t];
      while (top && top.end <= at) top = tops[++t];
      const covered = top !== undefined && top.start <= at;
      const end = Math.min(shift.end, top === undefined ? shift.end : covered ? top.end : top.start);
      if (!covered)
        result.push(at === shift.start && end === shift.end ? shift : piece(at, end, shift, shift.cause));
      else result.push(piece(at, end, top as Shift, standingOver((top as Shift).cause, shift.cause)));
      at = end;
    }
  }
  return result;
}

/** The cause of a shift that stands over another: an override tells in whose place it stands. */
function standingOver(cause: Cause, under: Cause): Cause {
  if (cause.kind !== 'override') return cause;
  return { kind: 'override', override: cause.override, over: under.kind === 'gap' ? null : under };
}

/** Written out: a schedule's year is thousands of these, and copying objects key by key is what would cost. */
function piece(start: Instant, end: Instant, { person }: Shift, cause: Cause): Shift {
  return { start, end, person, cause };
}

function merged(shifts: readonly Shift[]): Shift[] {
  const result: Shift[] = [];
  for (const shift of shifts) {
    const before = result.at(-1);
    if (before && before.person === shift.person && sameCause(before.cause, shift.cause))
      result[result.length - 1] = piece(before.start, shift.end, before, before.cause);
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
