import { useLayoutEffect, useMemo, useRef } from 'react';
import { Calendar } from 'react-big-calendar';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import { shiftClass } from '../../parts/shift-label';
import './calendar.css';
import { type CalendarData, CalendarDataContext } from './calendar-data';
import { COMPONENTS, FORMATS, VIEWS } from './calendar-views';
import { useLaneWidth } from './use-lane-width';
import { type CalendarSpan, weekOpensAt } from './visible-range';
import { type WeekEvent, weekEvents } from './week-events';
import { INCIDENT_STRIP } from './week-lane';
import { layOutDay } from './week-layout';
import { zonedLocalizer } from './zoned-localizer';

const nothing = () => {};

/** react-big-calendar over the rota: month, week and agenda of one zone. */
export function RotaCalendar({ data, view, date }: { data: CalendarData; view: CalendarSpan; date: number }) {
  const { zone, from, now } = data;
  const localizer = useMemo(() => zonedLocalizer(zone), [zone]);
  const events = useMemo(() => (view === 'week' ? weekEvents(data) : []), [data, view]);

  // Once for each week, then it stays where it is scrolled to.
  const frame = useRef<HTMLDivElement>(null);
  const openedFor = useRef('');
  useLayoutEffect(() => {
    const hours = frame.current?.querySelector('.rbc-time-content');
    const key = view === 'week' ? `${from} ${zone}` : '';
    if (hours && key !== openedFor.current)
      hours.scrollTop = (weekOpensAt(now, zone) / 1440) * hours.scrollHeight;
    openedFor.current = key;
  }, [view, from, zone, now]);

  useLaneWidth(frame, data.model.lanes.length, data.incidents.length > 0 ? INCIDENT_STRIP : 0);

  return (
    <CalendarDataContext value={data}>
      <div className="calendar-view" ref={frame}>
        <Calendar<WeekEvent>
          localizer={localizer}
          events={events}
          view={view}
          views={VIEWS}
          date={new Date(date)}
          toolbar={false}
          showMultiDayTimes
          step={60}
          timeslots={1}
          dayLayoutAlgorithm={layOutDay}
          enableAutoScroll={false}
          formats={FORMATS}
          components={COMPONENTS}
          eventPropGetter={classOf}
          onView={nothing}
          onNavigate={nothing}
          onDrillDown={nothing}
        />
      </div>
    </CalendarDataContext>
  );
}

function classOf(event: WeekEvent): { className: string } {
  return {
    className:
      event.kind === 'shift' ? shiftClass(event.shift) : `week-incident event-${event.incident.severity}`,
  };
}
