import { create } from 'zustand';
import type { Measure } from './measures';
import type { Days, Pick } from './span-pick';

/** What was picked on this screen; it stays while the window does. */
export type FairnessPicks = {
  readonly pick: Pick;
  readonly custom: Days;
  /** Ids; [] is all. */
  readonly schedules: readonly string[];
  /** The column that the bars show and the rows are sorted by. */
  readonly measure: Measure;
  /** '': the order of the team file. */
  readonly sort: '' | 'most' | 'least';
};

export const FRESH: FairnessPicks = {
  pick: 'this',
  custom: { first: '', last: '' },
  schedules: [],
  measure: 'hours',
  sort: '',
};

export const useFairness = create<FairnessPicks>()(() => FRESH);

export function pickFairness(part: Partial<FairnessPicks>): void {
  useFairness.setState(part);
}
