import { create } from 'zustand';

/** How many days back. */
export const SPANS = ['7', '30', '90'] as const;
export type Span = (typeof SPANS)[number];
export const SPAN_WORDS: Record<Span, string> = {
  '7': 'Last 7 days',
  '30': 'Last 30 days',
  '90': 'Last 90 days',
};

/** A column that rows are sorted by, and that the bars show. */
export const MEASURES = ['unacted', 'unactedAtSleep', 'paged', 'held'] as const;
export type Measure = (typeof MEASURES)[number];

export type NoisePicks = { readonly span: Span; readonly measure: Measure };
export const FRESH: NoisePicks = { span: '30', measure: 'unacted' };

/** What was picked on this screen; it stays while the window does. */
export const useNoise = create<NoisePicks>()(() => FRESH);

export function pickNoise(part: Partial<NoisePicks>): void {
  useNoise.setState(part);
}
