import type { RotaView } from '../../contract/rota/rota-views';

/** A person's duty that goes on now, or the next one. */
export type NextDuty = {
  readonly schedule: string;
  readonly scheduleName: string;
  readonly start: number;
  readonly end: number;
  readonly now: boolean;
};

/**
 * The duty of a person that goes on at `now`, else the next within the view, over all its schedules; null for none.
 * Neighbouring shifts of the same person are one duty, whatever made them.
 */
export function nextDuty(rota: Pick<RotaView, 'schedules'>, person: string, now: number): NextDuty | null {
  let best: NextDuty | null = null;
  for (const schedule of rota.schedules) {
    const at = schedule.shifts.findIndex((shift) => shift.person === person && shift.end > now);
    const first = schedule.shifts[at];
    if (!first || (best && best.start <= first.start)) continue;
    let { end } = first;
    for (const next of schedule.shifts.slice(at + 1)) {
      if (next.start !== end || next.person !== person) break;
      end = next.end;
    }
    best = {
      schedule: schedule.id,
      scheduleName: schedule.name,
      start: first.start,
      end,
      now: first.start <= now,
    };
  }
  return best;
}
