import type { Instant } from '../time/instant';
import { type OnCallAt, onCallAt } from './on-call-at';
import type { Rota } from './rota';
import type { Schedule } from './schedule';

/** What was found, by the very rota it was found in: a changed rota is another object. */
const found = new WeakMap<Rota, Map<Schedule, OnCallAt>>();

/**
 * `onCallAt` for the instant at which things happen, remembered for as long as its shift lasts: under a flood of alerts
 * the rota is asked once, not once an alert.
 */
export function dutyNow(rota: Rota, schedule: Schedule, at: Instant): OnCallAt {
  let duties = found.get(rota);
  if (!duties) {
    duties = new Map();
    found.set(rota, duties);
  }
  const known = duties.get(schedule);
  if (known && known.shift.start <= at && at < known.shift.end) return known;
  const duty = onCallAt(rota, schedule, at);
  duties.set(schedule, duty);
  return duty;
}
