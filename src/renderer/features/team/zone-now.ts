import { clockTime } from '../../lib/format-time';

/** `14:02` where somebody is. */
export function zoneNow(zone: string, now: number): string {
  return clockTime(now, now, zone);
}
