import type { RefObject } from 'react';
import { Button } from '../../ui/button';
import type { CalendarData } from './calendar-data';
import { AllHidden, NoSchedules, NoSchedulesNotice } from './calendar-empty';
import { CoverNotice } from './cover-notice';
import { RotaCalendar } from './rota-calendar';
import type { CalendarAnswer } from './use-calendar-answer';
import type { CalendarSpan } from './visible-range';

/** The calendar, or what there is to say in its place; above it what is wrong. */
export function CalendarBody({
  frame,
  answer,
  data,
  view,
  date,
}: {
  frame: RefObject<HTMLDivElement | null>;
  answer: CalendarAnswer;
  data: CalendarData | null;
  view: CalendarSpan;
  date: number;
}) {
  const all = answer.model?.lanes ?? [];
  const none = data !== null && all.length === 0 && data.incidents.length === 0;
  const hidden = data !== null && all.length > 0 && data.model.lanes.length === 0;
  return (
    <div className="calendar-body">
      {answer.trouble && (
        <p className="calendar-trouble" role="alert">
          The calendar cannot be read: {answer.trouble}{' '}
          <Button size="small" onClick={answer.again}>
            Try again
          </Button>
        </p>
      )}
      {data && <CoverNotice />}
      {answer.model?.problems.map((problem) => (
        <p key={problem} className="calendar-trouble">
          {problem}
        </p>
      ))}
      {none && <NoSchedules />}
      {data && all.length === 0 && !none && <NoSchedulesNotice />}
      {hidden && <AllHidden ids={all.map(({ id }) => id)} />}
      {data && !none && !hidden && (
        <div className="calendar" data-view={view} ref={frame}>
          <RotaCalendar data={data} view={view} date={date} />
        </div>
      )}
    </div>
  );
}
