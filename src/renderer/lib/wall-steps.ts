import type { KeyboardEvent } from 'react';
import type { Wall } from '../../core/time/wall';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Where the parts of `2026-03-06 18:00` end, and what one step adds to each. */
const STEPS = [
  { until: 4, add: (wall: Date, by: number) => wall.setUTCFullYear(wall.getUTCFullYear() + by) },
  { until: 7, add: (wall: Date, by: number) => wall.setUTCMonth(wall.getUTCMonth() + by) },
  { until: 10, add: (wall: Date, by: number) => wall.setUTCDate(wall.getUTCDate() + by) },
  { until: 13, add: (wall: Date, by: number) => wall.setUTCHours(wall.getUTCHours() + by) },
  { until: 16, add: (wall: Date, by: number) => wall.setUTCMinutes(wall.getUTCMinutes() + by) },
] as const;

/**
 * Arrow keys up and down in a field that reads `2026-03-06 18:00`: changes the part the caret is in, and leaves the
 * caret there.
 * @param wall what the field means now; null, where it means nothing, leaves the key alone
 */
export function stepOnArrow(
  event: KeyboardEvent<HTMLInputElement>,
  wall: Wall | null,
  take: (next: Wall) => void,
): void {
  const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
  if (by === 0 || wall === null) return;
  event.preventDefault();
  const field = event.currentTarget;
  const caret = field.selectionStart ?? 0;
  const next = new Date(wall);
  (STEPS.find(({ until }) => caret <= until) ?? STEPS[4]).add(next, by);
  take(next.getTime());
  requestAnimationFrame(() => field.setSelectionRange(caret, caret));
}

/** `Sunday`: the day of a wall clock. */
export function weekdayOf(wall: Wall): string {
  return WEEKDAYS[new Date(wall).getUTCDay()] as string;
}
