import type { ShiftView } from '../../contract/rota/rota-views';
import type { PersonView } from '../../contract/views/people';
import { ScheduleRibbon } from './schedule-ribbon';
import './schedule-week-strips.css';
import { weeksOf } from './schedule-weeks';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Some weeks of a schedule, one under the other, Monday to Sunday in the schedule's zone. */
export function ScheduleWeekStrips({
  shifts,
  people,
  from,
  to,
  zone,
  me,
  changed = [],
  now,
}: {
  shifts: readonly ShiftView[];
  people: readonly PersonView[];
  from: number;
  to: number;
  zone: string;
  me: string;
  changed?: readonly { readonly start: number; readonly end: number }[];
  now: number;
}) {
  return (
    <div className="weeks">
      <div className="weeks-days" aria-hidden="true">
        {DAYS.map((day) => (
          <span key={day}>{day}</span>
        ))}
      </div>
      <ol className="weeks-list" aria-label="Weeks">
        {weeksOf(from, to, zone).map((week) => (
          <li key={week.monday} className="weeks-week">
            <span className="weeks-name">{week.name}</span>
            <ScheduleRibbon
              shifts={shifts}
              people={people}
              from={week.start}
              to={week.end}
              zone={zone}
              me={me}
              label={`Week of ${week.name}`}
              ticks={week.days.slice(1)}
              changed={changed}
              now={now}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}
