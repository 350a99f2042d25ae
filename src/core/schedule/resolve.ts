import type { Span } from '../kernel/span';
import type { Calendars } from './calendars';
import type { Override, Schedule } from './schedule';
import type { Duty, Shift } from './shift';

/**
 * The final rota of one schedule over a span: THE resolver (rota.md, "Who is on call at an instant").
 * @param overrides in the order of their creation, the last one winning (`overridesOf`); other schedules' are ignored
 * @returns shifts that cover the span in order, without overlap; neighbours with the same person and cause are one
 */
export function shiftsOf(
  _schedule: Schedule,
  _overrides: readonly Override[],
  _calendars: Calendars,
  _span: Span,
): Shift[] {
  throw new Error('not built yet');
}

/** Shifts with neighbours of the same person merged, whatever their cause (rule 7). */
export function dutiesOf(_shifts: readonly Shift[]): Duty[] {
  throw new Error('not built yet');
}
