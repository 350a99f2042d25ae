import type { DutyLane } from '../../parts/rota-model';
import { addDays, dayStart } from './calendar-days';
import { useCalendar } from './calendar-store';
import { across } from './month-pieces';

/** Over a week of the month: now, the cursor's day, and the days that are picked. */
export function WeekMarks({
  start,
  end,
  lanes,
  zone,
  now,
}: {
  start: number;
  end: number;
  lanes: readonly DutyLane[];
  zone: string;
  now: number | null;
}) {
  const cursor = useCalendar((state) =>
    state.cursor && state.cursor.at >= start && state.cursor.at < end ? state.cursor : null,
  );
  const picked = useCalendar((state) =>
    state.picked && state.picked.start < end && state.picked.end > start ? state.picked : null,
  );
  const box = (from: number, to: number) => {
    const left = across(Math.max(start, from), start, zone);
    const right = to >= end ? 1 : across(to, start, zone);
    return { left: `${left * 100}%`, width: `${(right - left) * 100}%` };
  };
  const row = (schedule: string) =>
    Math.max(
      0,
      lanes.findIndex(({ id }) => id === schedule),
    );
  const today = cursor && dayStart(cursor.at, zone);
  return (
    <div className="month-marks" aria-hidden="true">
      {cursor && today !== null && (
        <span
          className="month-cursor"
          style={{ ...box(today, addDays(today, 1, zone)), '--row': row(cursor.schedule) } as object}
        />
      )}
      {picked && (
        <span
          className="month-picked"
          style={{ ...box(picked.start, picked.end), '--row': row(picked.schedule) } as object}
        />
      )}
      {now !== null && <span className="month-now" style={{ left: `${across(now, start, zone) * 100}%` }} />}
    </div>
  );
}
