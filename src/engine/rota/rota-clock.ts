import { dutyNow } from '../../core/schedule/duty-now';
import type { Rota } from '../../core/schedule/rota';
import type { Clock } from '../ports';

/** Looked at so often at the least: a clock that is set, or a sleep, is noticed (reliability B1, B6). Milliseconds. */
const LONGEST = 5_000;

/** Calls `turned` when duty passes on: what says who is on call is painted anew. @returns what stops it */
export function watchHandoffs(rota: () => Rota, clock: Clock, turned: () => void): () => void {
  let timer: NodeJS.Timeout;
  let seen = onDuty();

  function onDuty(): string {
    const now = clock.now();
    const current = rota();
    return current.schedules
      .map((schedule) => `${schedule.id} ${dutyNow(current, schedule, now).person}`)
      .join('\n');
  }

  function arm(): void {
    const now = clock.now();
    const current = rota();
    const ends = current.schedules.flatMap((schedule) => dutyNow(current, schedule, now).until ?? []);
    timer = setTimeout(look, Math.min(LONGEST, Math.max(20, Math.min(...ends) - now)));
    timer.unref();
  }

  function look(): void {
    const now = onDuty();
    if (now !== seen) turned();
    seen = now;
    arm();
  }

  arm();
  return () => clearTimeout(timer);
}
