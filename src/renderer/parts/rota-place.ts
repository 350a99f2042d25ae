import { create } from 'zustand';
import { goTo } from '../state/screen';

export type Side = 'shift' | 'trades' | 'away';

/** What stands beside the calendar, and where it is to look; set from anywhere (a notice, the rail, the strip). */
export type RotaPlace = {
  readonly side: Side | null;
  /** Whether it is to take the keyboard as soon as it is there; it takes the wish back. */
  readonly enter: boolean;
  /** The trade to answer first; ''. */
  readonly trade: string;
  /** A minute to show; the calendar takes it back. */
  readonly look: { readonly schedule: string; readonly at: number } | null;
};

export const useRotaPlace = create<RotaPlace>()(() => ({
  side: null,
  enter: false,
  trade: '',
  look: null,
}));

const { setState: set } = useRotaPlace;

/** Opens the calendar with its list of trades, at one of them if named. */
export function showTrades(trade = ''): void {
  set({ side: 'trades', trade });
  goTo('calendar');
}

/** Opens the calendar at a minute of a schedule ('': the first), and says why whoever it is. */
export function showMinute(schedule: string, at: number): void {
  set({ side: 'shift', look: { schedule, at } });
  goTo('calendar');
}

export function setSide(side: Side | null): void {
  set({ side, trade: '' });
}

/** Opens it and takes the keyboard there. */
export function enterSide(side: Side): void {
  set({ side, trade: '', enter: true });
}

export function entered(): void {
  set({ enter: false });
}

export function setAnswering(trade: string): void {
  set({ trade });
}

export function looked(): void {
  set({ look: null });
}
