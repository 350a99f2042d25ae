import type { NoiseRowView } from '../../../contract/noise/noise-views';
import type { Measure } from './noise-store';

export const MEASURE_WORDS: Record<Measure, { readonly title: string; readonly long: string }> = {
  unacted: { title: 'Never acted on', long: 'Incidents that paged somebody and that nobody acted on' },
  unactedAtSleep: {
    title: 'Woke for nothing',
    long: 'Of those, the first page came between 22:00 and 07:00 of whom it reached',
  },
  paged: { title: 'Paged', long: 'Incidents about which a page reached somebody' },
  held: { title: 'Held back', long: 'Incidents whose page something held back' },
};

export function measureOf(row: NoiseRowView, measure: Measure): number {
  return measure === 'held' ? row.held.reduce((sum, { incidents }) => sum + incidents, 0) : row[measure];
}

/** Most first; those that are alike in the order in which they came. */
export function byMeasure(rows: readonly NoiseRowView[], measure: Measure): NoiseRowView[] {
  return rows.toSorted((a, b) => measureOf(b, measure) - measureOf(a, measure));
}

/** `43 %`; of nothing ''. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((part / whole) * 100)} %`;
}
