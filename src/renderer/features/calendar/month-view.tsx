import { useMemo } from 'react';
import { useNow } from '../../lib/use-now';
import { useShown } from './calendar-data';
import { type Day, daysOf } from './calendar-days';
import { MonthWeek } from './month-week';
import './month.css';

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The month: a row a week, in it a line a schedule, true to the hour. react-big-calendar shows it as its view `month`. */
export function MonthView() {
  const { model, incidents, zone, from, to } = useShown();
  const weeks = useMemo(() => {
    const days = daysOf(from, to, zone);
    return Array.from({ length: Math.ceil(days.length / 7) }, (_, n) => days.slice(n * 7, n * 7 + 7));
  }, [from, to, zone]);
  const month = weeks[1]?.[0]?.month ?? 0;
  const now = useNow(60_000);
  return (
    <div className="month" data-lanes={model.lanes.length > 1 || undefined}>
      <div className="month-names" aria-hidden="true">
        {NAMES.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      {weeks.map((days) => {
        const [first] = days;
        const start = (first as Day).start;
        const end = (days.at(-1) as Day).end;
        return (
          <MonthWeek
            key={start}
            days={days}
            lanes={model.lanes}
            away={model.away}
            people={model.people}
            incidents={incidents}
            zone={zone}
            month={month}
            now={now >= start && now < end ? now : null}
          />
        );
      })}
    </div>
  );
}
