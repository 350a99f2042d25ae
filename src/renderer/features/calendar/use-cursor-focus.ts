import { useCallback, useEffect, useRef } from 'react';
import { useCalendar } from './calendar-store';

let followed = 0;

/**
 * Whether the cursor stands in [from, to) of a schedule, and how to name the element that stands for it: when the
 * cursor came there by a key, that takes the focus.
 */
export function useCursorFocus(
  schedule: string,
  from: number,
  to: number,
): readonly [isHere: boolean, attach: (element: HTMLElement | null) => void] {
  const element = useRef<HTMLElement | null>(null);
  const attach = useCallback((next: HTMLElement | null) => {
    element.current = next;
  }, []);
  const moves = useCalendar(({ cursor, moves }) =>
    cursor && cursor.schedule === schedule && cursor.at >= from && cursor.at < to ? moves : -1,
  );
  useEffect(() => {
    if (moves <= followed) return;
    followed = moves;
    element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [moves]);
  return [moves >= 0, attach];
}
