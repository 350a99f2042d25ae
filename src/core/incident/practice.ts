import { WATCHBILL_SOURCE } from '../kernel/ids';
import type { Incident } from './incident';

/** First part of a practice page's dedup key, at the source `watchbill`. */
export const PRACTICE_KEY = 'practice:';

export function isPractice({ source, dedupKey }: Pick<Incident, 'source' | 'dedupKey'>): boolean {
  return source === WATCHBILL_SOURCE && dedupKey.startsWith(PRACTICE_KEY);
}
