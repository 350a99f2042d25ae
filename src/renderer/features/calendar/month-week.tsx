import { memo, useMemo } from 'react';
import type { AwayView } from '../../../contract/rota/rota-views';
import type { PersonView } from '../../../contract/views/people';
import type { DutyLane } from '../../parts/rota-model';
import { dayWords } from '../../parts/shift-words';
import { AwayBar } from './away-bar';
import type { Incident } from './calendar-data';
import type { Day } from './calendar-days';
import { showDay } from './calendar-store';
import { IncidentCount } from './incident-count';
import { across, stack, weekPieces } from './month-pieces';
import { MonthShift } from './month-shift';
import { WeekMarks } from './week-marks';

/** A week of the month: its days, a line for each schedule, and who is away. Drawn anew only when it changes. */
export const MonthWeek = memo(function MonthWeek({
  days,
  lanes,
  away,
  people,
  incidents,
  zone,
  month,
  now,
}: {
  days: readonly Day[];
  lanes: readonly DutyLane[];
  away: readonly AwayView[];
  people: ReadonlyMap<string, PersonView>;
  incidents: readonly Incident[];
  zone: string;
  /** 0–11: days of others step back. */
  month: number;
  /** null where today is another week. */
  now: number | null;
}) {
  const start = (days[0] as Day).start;
  const end = (days.at(-1) as Day).end;
  const rows = useMemo(
    () => lanes.map((lane) => ({ lane, pieces: weekPieces(lane, start, end, zone) })),
    [lanes, start, end, zone],
  );
  const absent = useMemo(
    () => stack(away.filter((one) => one.start < end && one.end > start)),
    [away, start, end],
  );
  const depth = Math.max(0, ...absent.map(({ row }) => row + 1));
  return (
    <section className="month-week" aria-label={`Week of ${dayWords(start, zone)}`}>
      <div className="month-days">
        {days.map((day) => (
          <div
            key={day.start}
            className="month-day"
            data-off={day.month !== month || undefined}
            data-today={(now !== null && now >= day.start && now < day.end) || undefined}
          >
            <button
              type="button"
              tabIndex={-1}
              className="month-number"
              onClick={() => showDay(day.start, 'week')}
            >
              {day.number}
              <span className="only-read">, show this week</span>
            </button>
            <IncidentCount incidents={incidents} day={day} onOpen={() => showDay(day.start, 'agenda')} />
          </div>
        ))}
      </div>
      <div className="month-lanes">
        {rows.map(({ lane, pieces }) => (
          <div key={lane.id} className="month-lane">
            <span className="month-lane-name cut" title={lane.name} aria-hidden="true">
              {lane.name}
            </span>
            <div className="month-line">
              {pieces.map((piece) => (
                <MonthShift key={piece.shift.id} {...piece} zone={zone} />
              ))}
            </div>
          </div>
        ))}
        {depth > 0 && (
          <div className="month-lane month-away">
            <span className="month-lane-name cut" aria-hidden="true">
              Away
            </span>
            <div className="month-line" style={{ height: depth * 18 }}>
              {absent.map(({ span, row }) => {
                const left = across(Math.max(start, span.start), start, zone);
                const right = span.end >= end ? 1 : across(span.end, start, zone);
                return (
                  <AwayBar
                    key={span.id}
                    away={span}
                    person={people.get(span.person)}
                    zone={zone}
                    style={{ left: percent(left), width: percent(right - left), top: row * 18 }}
                  />
                );
              })}
            </div>
          </div>
        )}
        <WeekMarks start={start} end={end} lanes={lanes} zone={zone} now={now} />
      </div>
    </section>
  );
});

function percent(part: number): string {
  return `${Math.round(part * 100_000) / 1000}%`;
}
