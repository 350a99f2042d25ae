import { type MouseEvent, memo } from 'react';
import { setSide } from '../../parts/rota-place';
import { ShiftFace } from '../../parts/shift-face';
import { initialsOf, shiftClass, shiftLabel } from '../../parts/shift-label';
import { placeCursor, useCalendar } from './calendar-store';
import type { MonthPiece } from './month-pieces';
import { useCursorFocus } from './use-cursor-focus';

const QUARTER = 15 * 60_000;

/** Narrower than this part of a week, not even initials have room. */
const INITIALS = 0.016;

/** A shift in a week of the month. A click asks why at the minute it hits, Enter at the cursor's. */
export const MonthShift = memo(function MonthShift({
  shift,
  from,
  to,
  left,
  width,
  zone,
}: MonthPiece & { zone: string }) {
  const [isHere, attach] = useCursorFocus(shift.schedule, from, to);
  const label = shiftLabel(shift, zone);

  function open(event: MouseEvent): void {
    const { cursor } = useCalendar.getState();
    const byKey = event.detail === 0;
    const box = event.currentTarget.getBoundingClientRect();
    const part = box.width > 0 ? (event.clientX - box.left) / box.width : 0;
    const at = Math.round((from + part * (to - from)) / QUARTER) * QUARTER;
    if (!byKey || !isHere || !cursor)
      placeCursor({
        schedule: shift.schedule,
        at: byKey ? Math.max(from, shift.start) : Math.min(to - 1, Math.max(from, at)),
      });
    setSide('shift');
  }

  return (
    <button
      ref={attach}
      type="button"
      tabIndex={isHere ? 0 : -1}
      className={`${shiftClass(shift)} shift-face month-shift`}
      data-initials={width < INITIALS ? undefined : initialsOf(shift)}
      aria-label={label}
      style={{ left: percent(left), width: percent(width) }}
      title={label}
      data-here={isHere || undefined}
      onClick={open}
    >
      {width >= INITIALS && <ShiftFace shift={shift} />}
    </button>
  );
});

function percent(part: number): string {
  return `${Math.round(part * 100_000) / 1000}%`;
}
