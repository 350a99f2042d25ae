import { type RefObject, useEffect, useRef } from 'react';
import { useCommands } from '../../keys/commands';
import type { DutyModel } from '../../parts/rota-model';
import { enterSide, setSide, useRotaPlace } from '../../parts/rota-place';
import { askForCover, offer, overrideHere, takeHere } from './calendar-acts';
import { moveCursor, navigate, pick, placeCursor, showAs, useCalendar } from './calendar-store';
import { type Move, moved, pickedBetween } from './move-cursor';
import type { CalendarSpan } from './visible-range';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  j: 'nextShift',
  k: 'previousShift',
};

/**
 * The keys of the calendar; `frame` is around the shifts. Arrows move the cursor (with Shift they pick hours), page keys
 * go to other spans.
 */
export function useCalendarKeys(
  frame: RefObject<HTMLElement | null>,
  model: DutyModel | null,
  view: CalendarSpan,
  zone: string,
): void {
  function go(move: Move, picking = false): void {
    const { cursor, anchor } = useCalendar.getState();
    if (!model || !cursor) return;
    const next = moved(cursor, move, view, model, zone);
    const from = picking ? (anchor ?? cursor.at) : null;
    if (from === null) moveCursor(next, zone);
    // What is picked is of one schedule.
    else if (next.schedule === cursor.schedule)
      moveCursor(next, zone, pickedBetween(from, next, view, zone), from);
  }
  const grid = view !== 'agenda';

  useCommands(
    {
      ...(grid && {
        down: () => go('down'),
        up: () => go('up'),
        left: () => go('left'),
        right: () => go('right'),
        first: () => go('first'),
        last: () => go('last'),
        nextShift: () => go('nextShift'),
        previousShift: () => go('previousShift'),
      }),
      pageDown: () => navigate('NEXT', zone),
      pageUp: () => navigate('PREV', zone),
      today: () => navigate('TODAY', zone),
      asMonth: () => showAs('month', zone),
      asWeek: () => showAs('week', zone),
      asAgenda: () => showAs('agenda', zone),
      why: () => setSide('shift'),
      offer: () => offer(),
      cover: () => void askForCover(),
      take: takeHere,
      override: () => overrideHere(''),
      trades: () => enterSide('trades'),
      away: () => enterSide('away'),
    },
    5,
  );
  // Esc first lets go of what is picked, then closes what stands beside; else it is the window's.
  const picked = useCalendar((state) => state.picked !== null);
  const beside = useRotaPlace((state) => state.side !== null);
  useCommands(
    picked || beside
      ? {
          back: () => {
            const { cursor } = useCalendar.getState();
            if (picked) pick(null);
            else setSide(null);
            if (cursor) moveCursor(cursor, zone);
          },
        }
      : {},
    6,
  );

  function press(event: KeyboardEvent): void {
    const { key } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'PageDown' || key === 'PageUp') navigate(key === 'PageDown' ? 'NEXT' : 'PREV', zone);
    else if (grid && MOVES[key]) go(MOVES[key], event.shiftKey);
    else if (!grid && (key === 'ArrowDown' || key === 'j')) nextRow(frame.current, 1);
    else if (!grid && (key === 'ArrowUp' || key === 'k')) nextRow(frame.current, -1);
    else return;
    event.preventDefault();
  }
  const newest = useRef(press);
  useEffect(() => {
    newest.current = press;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof Element && frame.current?.contains(event.target)) newest.current(event);
    };
    // Before the window's own keys.
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [frame]);
}

/** In the list the focus itself goes from row to row. */
function nextRow(list: Element | null, by: 1 | -1): void {
  const rows = [...(list ?? document).querySelectorAll<HTMLElement>('.agenda-row')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  row?.focus();
}

/** Puts the cursor on the first schedule at a time, where there is none yet or its schedule is no longer shown. */
export function settleCursor(model: DutyModel, at: number): void {
  const { cursor } = useCalendar.getState();
  const [first] = model.lanes;
  if (!first) return;
  if (!cursor || !model.lanes.some(({ id }) => id === cursor.schedule))
    placeCursor({ schedule: first.id, at });
}
