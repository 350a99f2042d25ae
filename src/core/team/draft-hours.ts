import type { HoursDraft } from '../schedule/draft';
import { DAYS, printHours } from '../schedule/parse-hours';
import type { Hours } from '../schedule/schedule';
import type { TreeMap } from './print-tree';

/** Windows as a form holds them. */
export function hoursDrafts(hours: readonly Hours[]): HoursDraft[] {
  return hours.map((window) => {
    const { days, from, to, calendar } = printHours(window);
    return { kind: window.kind, days: DAYS.filter((day) => days?.includes(day)), from, to, calendar };
  });
}

/** Windows of a form as the file would hold them, right or wrong. */
export function hoursTrees(drafts: readonly HoursDraft[]): TreeMap[] {
  return drafts.map(({ kind, days, from, to, calendar }): TreeMap => {
    if (kind === 'calendar') return { calendar };
    return { ...(kind === 'daily' && days.length > 0 ? { days } : {}), from, to };
  });
}

/** A key whose value is not empty. */
export function given(key: string, text: string): TreeMap {
  return text.trim() === '' ? {} : { [key]: text };
}
