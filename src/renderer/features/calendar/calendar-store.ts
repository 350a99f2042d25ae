import { create } from 'zustand';
import type { Piece } from '../../parts/rota-act';
import { type CalendarSpan, step, visibleRange } from './visible-range';

/** A minute of a schedule. Instants are milliseconds since 1970. */
export type Cursor = { readonly schedule: string; readonly at: number };

/** What is open over the calendar. */
export type OverCalendar =
  | { readonly kind: 'offer'; readonly piece: Piece | null }
  | { readonly kind: 'override'; readonly piece: Piece; readonly person: string }
  | { readonly kind: 'away'; readonly from: number; readonly to: number };

export type CalendarState = {
  readonly view: CalendarSpan;
  /** An instant of the span that is shown. */
  readonly date: number;
  /** Whose wall is shown: an IANA zone, '' for mine. */
  readonly otherZone: string;
  /** Where the keyboard is; null until the rota is known. */
  readonly cursor: Cursor | null;
  /** Rises when the keyboard's focus is to follow the cursor. */
  readonly moves: number;
  /** Hours picked by dragging, or with Shift and the arrow keys. */
  readonly picked: Piece | null;
  /** Where picking with keys began. */
  readonly anchor: number | null;
  readonly over: OverCalendar | null;
  /** Ids of schedules that are not shown. */
  readonly hidden: ReadonlySet<string>;
  readonly incidents: boolean;
};

const HIDDEN = 'calendar:hidden';

export const useCalendar = create<CalendarState>()(() => ({
  view: 'month',
  date: Date.now(),
  otherZone: '',
  cursor: null,
  moves: 0,
  picked: null,
  anchor: null,
  over: null,
  hidden: remembered(),
  incidents: true,
}));

const { setState: set, getState: get } = useCalendar;

/** Puts the cursor somewhere without taking the keyboard there: a click, a focus that came by itself. */
export function placeCursor(cursor: Cursor | null): void {
  set({ cursor, anchor: null, picked: null });
}

/** Puts the cursor at a minute that may be out of sight; what is shown follows, the focus stays. */
export function lookAt(cursor: Cursor, zone: string): void {
  const { view, date } = get();
  const { from, to } = visibleRange(view, new Date(date), zone);
  const isShown = cursor.at >= from && cursor.at < to;
  set({ cursor, anchor: null, picked: null, ...(isShown ? {} : { date: cursor.at }) });
}

/**
 * Moves the cursor by key: the focus follows, and so does what is shown when the cursor leaves it. `picked` is what
 * Shift holds. `zone`: the wall that is shown.
 */
export function moveCursor(
  cursor: Cursor,
  zone: string,
  picked: Piece | null = null,
  anchor: number | null = null,
): void {
  const { view, date, moves } = get();
  const { from, to } = visibleRange(view, new Date(date), zone);
  const isShown = cursor.at >= from && cursor.at < to;
  set({ cursor, picked, anchor, moves: moves + 1, ...(isShown ? {} : { date: cursor.at }) });
}

/** Goes to the span before or after the one that is shown, or to today; the cursor comes along. */
export function navigate(to: 'PREV' | 'NEXT' | 'TODAY', zone: string): void {
  const { view, date, cursor } = get();
  const now = Date.now();
  const next = to === 'TODAY' ? now : step(view, new Date(date), to === 'PREV' ? -1 : 1, zone).getTime();
  const shown = visibleRange(view, new Date(next), zone);
  const at = to === 'TODAY' ? now : Math.max(shown.from, next);
  set({ date: next, picked: null, anchor: null, cursor: cursor && { ...cursor, at } });
}

/** Shows in another way; the day one is at stays in sight. */
export function showAs(view: CalendarSpan, zone: string): void {
  const { cursor, view: before, date } = get();
  const { from, to } = visibleRange(before, new Date(date), zone);
  const isShown = cursor !== null && cursor.at >= from && cursor.at < to;
  set({ view, ...(isShown ? { date: cursor.at } : {}) });
}

/** Shows a day in a way that has more room for it. */
export function showDay(at: number, view: CalendarSpan): void {
  const { cursor } = get();
  set({ date: at, view, cursor: cursor && { ...cursor, at } });
}

export function showZone(otherZone: string): void {
  set({ otherZone });
}

export function pick(picked: Piece | null): void {
  set({ picked, anchor: null });
}

export function openOverCalendar(over: OverCalendar | null): void {
  set({ over });
}

export function showSchedule(id: string, shown: boolean): void {
  const hidden = new Set(get().hidden);
  if (shown) hidden.delete(id);
  else hidden.add(id);
  localStorage.setItem(HIDDEN, JSON.stringify([...hidden]));
  set({ hidden });
}

export function showIncidents(incidents: boolean): void {
  set({ incidents });
}

/** Which schedules were hidden on this desktop. */
function remembered(): ReadonlySet<string> {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(HIDDEN) ?? '[]');
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}
