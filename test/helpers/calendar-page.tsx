import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Settings } from 'luxon';
import { afterEach, beforeEach, vi } from 'vitest';
import { CalendarScreen } from '../../src/renderer/features/calendar/calendar';
import { useCalendar } from '../../src/renderer/features/calendar/calendar-store';
import { useRotaPlace } from '../../src/renderer/parts/rota-place';
import { connect } from '../../src/renderer/state/connect';
import { useMirror } from '../../src/renderer/state/mirror';
import { useScreen } from '../../src/renderer/state/screen';
import { useToasts } from '../../src/renderer/state/toasts';
import { TradeFake, type TradeScene } from '../ui-harness/trade-fake';

// A Monday. Ada has primary until 9 (UTC), then Grace; over the weekend it is Linus.
export const NOW = Date.parse('2026-11-23T10:30:00Z');
export const HOUR = 3_600_000;
const blank = {
  screen: useScreen.getInitialState(),
  place: useRotaPlace.getInitialState(),
  calendar: useCalendar.getInitialState(),
  mirror: useMirror.getInitialState(),
};
let stop = () => {};

/** The calendar on a screen, over a rota in memory that the engine's own handlers answer for. */
export function start(scene: TradeScene = {}): TradeFake {
  const fake = new TradeFake({ schedules: 1, incidents: 0, ...scene }, NOW);
  Object.assign(window, { watchbill: fake.bridge });
  stop = connect();
  render(<CalendarScreen />);
  return fake;
}
/** What a screen reader says of a shift. */
export const said = (element: Element | null) =>
  element?.getAttribute('aria-label') ?? element?.querySelector('.only-read')?.textContent ?? '';
/** The first shift with such words; by its words alone, for roles of hundreds of elements take long to tell. */
export const shift = (words: RegExp) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('.shift, .agenda-row')].find((each) =>
      words.test(said(each)),
    );
    if (!found) throw new Error(`no shift says ${words.source}`);
    return found;
  });
export const shifts = () => [...document.querySelectorAll('.month-shift')].map((each) => said(each));
export const press = (key: string, over: object = {}) =>
  act(() => void fireEvent.keyDown(document.activeElement ?? document.body, { key, ...over }));
export const dialog = () => screen.findByRole('dialog');
export const toast = () => useToasts.getState().toasts.at(-1)?.text;

/** Every test begins on a calendar that nobody has touched, at NOW. */
export function eachAnew(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
    localStorage.clear();
    useScreen.setState(blank.screen, true);
    useRotaPlace.setState(blank.place, true);
    useMirror.setState(blank.mirror, true);
    useCalendar.setState({ ...blank.calendar, date: NOW, hidden: new Set() }, true);
    useToasts.setState({ toasts: [] });
  });
  afterEach(() => {
    stop();
    cleanup();
    vi.useRealTimers();
    Settings.defaultZone = 'system';
  });
}
