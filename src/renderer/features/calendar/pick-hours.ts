import type { PointerEvent } from 'react';
import { openPicked } from './calendar-acts';
import { atPart } from './calendar-days';
import { pick, useCalendar } from './calendar-store';
import { laneAt } from './week-lane';

const QUARTERS = 96;
/** Closer than this it is a click. Pixels. */
const DRAG = 5;

/**
 * Lets hours of one lane be picked by dragging, over midnight too; when the pointer is let go, what can be done with
 * them opens. @param week ids of the lanes from left to right, room kept free at the right of a day, zone of the wall
 */
export function startPicking(
  down: PointerEvent<HTMLElement>,
  week: { readonly lanes: readonly string[]; readonly strip: number; readonly zone: string },
): void {
  if (down.button !== 0 || week.lanes.length === 0) return;
  const column = down.currentTarget;
  const box = column.getBoundingClientRect();
  const schedule = week.lanes[
    laneAt(down.clientX - box.left, box.width, week.lanes.length, week.strip)
  ] as string;
  const anchor = quarterAt(column, down.clientY);
  if (anchor === null) return;
  let dragging = false;

  function move(event: globalThis.PointerEvent): void {
    if (!dragging && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < DRAG) return;
    dragging = true;
    event.preventDefault();
    const under = document
      .elementsFromPoint(event.clientX, event.clientY)
      .map((element) => element.closest<HTMLElement>('.week-day'))
      .find((found) => found);
    const here = quarterAt(under ?? column, event.clientY);
    if (here === null || anchor === null) return;
    const forwards = here.day > anchor.day || (here.day === anchor.day && here.quarter >= anchor.quarter);
    const [first, last] = forwards ? [anchor, here] : [here, anchor];
    pick({
      schedule,
      start: atPart(first.quarter / QUARTERS, first.day, week.zone),
      end: atPart((last.quarter + 1) / QUARTERS, last.day, week.zone),
    });
  }

  function stop(): void {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', cancel);
  }
  function up(): void {
    stop();
    if (!dragging) return;
    // The click that ends the drag is not meant for the shift under it.
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
    const { picked } = useCalendar.getState();
    if (picked) openPicked(picked);
  }
  function cancel(): void {
    stop();
    pick(null);
  }
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', cancel);
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

/** The quarter of an hour of a column under a height on the screen. */
function quarterAt(column: HTMLElement, clientY: number): { day: number; quarter: number } | null {
  const day = Number(column.dataset.day);
  const { top, height } = column.getBoundingClientRect();
  if (!Number.isFinite(day) || height <= 0) return null;
  const quarter = Math.floor(((clientY - top) / height) * QUARTERS);
  return { day, quarter: Math.min(QUARTERS - 1, Math.max(0, quarter)) };
}
