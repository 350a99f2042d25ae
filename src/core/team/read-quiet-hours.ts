import type { Node } from 'yaml';
import type { Hours } from '../schedule/schedule';
import { readHours } from './read-hours';
import type { Reading } from './reading';
import { isWeekCovered } from './week-covered';

/**
 * `quietHours:` of a person. None where any of them cannot be read: what would wait for a wrong hour is paged instead.
 */
export function readQuietHours(reading: Reading, list: Node | null): Hours[] {
  const before = reading.errors;
  const hours = readHours(reading, list, 'quietHours');
  if (isWeekCovered(hours))
    reading.error(list, 'these quiet hours never end, so what waits for their end is never paged');
  return reading.errors > before ? [] : hours;
}
