import { type CSSProperties, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Calendar } from 'react-big-calendar';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { useMirror, useZone } from '../../state/mirror';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Screen } from '../../ui/screen';
import { AgendaList } from './agenda-list';
import { type CalendarEvent, calendarEvents } from './calendar-events';
import { calendarParts, openEvent } from './calendar-parts';
import { type CalendarSpan, CalendarToolbar } from './calendar-toolbar';
import './calendar.css';
import { DutyContext } from './day-head';
import { dutyOfDay, ribbon } from './duty-ribbon';
import { ShowDayContext } from './show-more';
import { step, visibleRange, weekOpensAt } from './visible-range';
import { layOutDay } from './week-layout';
import { usableZone, zonedLocalizer } from './zoned-localizer';

/** The agenda is a list of ours; react-big-calendar only lists what comes, oldest first. */
const VIEWS: Exclude<CalendarSpan, 'agenda'>[] = ['month', 'week'];
const FORMATS = {
  dateFormat: 'd',
  weekdayFormat: 'ccc',
  dayFormat: 'ccc d',
  timeGutterFormat: 'HH:mm',
};

/** Past incidents and who was on call, in my own zone. */
export function CalendarScreen() {
  const named = useZone();
  const zone = usableZone(named);
  const version = useMirror((mirror) => mirror.queueVersion);
  const [view, setView] = useState<CalendarSpan>('month');
  const [date, setDate] = useState(() => new Date());
  const localizer = useMemo(() => zonedLocalizer(zone), [zone]);
  const { from, to, title } = visibleRange(view, date, zone);
  // What is still open lasts until the moment of the answer.
  const ask = useCallback(
    async () => ({ view: await call('calendar.range', { from, to }), from, at: Date.now() }),
    [from, to],
  );
  const { value, trouble, again } = useAsked(ask, version);
  const events = useMemo(() => (value ? calendarEvents(value.view, value.at) : []), [value]);

  // Once for each week, when its incidents are known; then it stays where it is scrolled to.
  const frame = useRef<HTMLDivElement>(null);
  const openedFor = useRef(0);
  useLayoutEffect(() => {
    if (view !== 'week') openedFor.current = 0;
    const hours = frame.current?.querySelector('.rbc-time-content');
    if (view !== 'week' || !hours || value?.from !== from || openedFor.current === from) return;
    openedFor.current = from;
    const spans = value.view.incidents.map(({ start, end }) => ({ start, end: end ?? value.at }));
    hours.scrollTop = (weekOpensAt(value.at, zone, spans) / 1440) * hours.scrollHeight;
  }, [view, value, from, zone]);

  const components = useMemo(() => calendarParts(named), [named]);
  const dutyOn = useMemo(() => {
    const duty = value?.view.duty ?? [];
    return (day: Date) => {
      const start = localizer.startOf(day, 'day');
      return dutyOfDay(duty, start.getTime(), localizer.add(start, 1, 'day').getTime());
    };
  }, [value, localizer]);

  /** Whoever is on call colours the day, true to the hour: along its top, and down its side in the week. */
  const dayPropGetter = useCallback(
    (day: Date) => {
      const parts = dutyOn(day);
      const style = { '--duty-across': ribbon(parts, 'right'), '--duty-down': ribbon(parts, 'bottom') };
      return { style: style as CSSProperties };
    },
    [dutyOn],
  );

  /** A day with more than fits opens as a list, where all of it has room. */
  const showDay = useCallback((day: Date) => {
    setDate(day);
    setView('agenda');
  }, []);

  return (
    <Screen
      title={title}
      fill
      tools={
        <>
          {value?.view.more && <Badge tone="warn">More than 2,000 incidents: the latest are shown</Badge>}
          <CalendarToolbar
            view={view}
            onView={setView}
            onNavigate={(action) =>
              setDate(action === 'TODAY' ? new Date() : step(view, date, action === 'PREV' ? -1 : 1, zone))
            }
          />
        </>
      }
    >
      {trouble && (
        <p className="calendar-trouble" role="alert">
          The calendar cannot be read: {trouble}.{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      <DutyContext value={dutyOn}>
        <ShowDayContext value={showDay}>
          <div className="calendar" data-view={view} ref={frame}>
            {view === 'agenda' ? (
              value && <AgendaList events={events} zone={named} now={value.at} onOpen={openEvent} />
            ) : (
              <Calendar<CalendarEvent>
                localizer={localizer}
                events={events}
                view={view}
                views={VIEWS}
                date={date}
                toolbar={false}
                showMultiDayTimes
                dayLayoutAlgorithm={layOutDay}
                enableAutoScroll={false}
                formats={FORMATS}
                components={components}
                dayPropGetter={dayPropGetter}
                eventPropGetter={({ incident }) => ({
                  className: `event-${incident.severity} event-is-${incident.status}`,
                })}
                drilldownView="agenda"
                onView={(next) => VIEWS.some((known) => known === next) && setView(next as CalendarSpan)}
                onNavigate={setDate}
                onDrillDown={showDay}
              />
            )}
          </div>
        </ShowDayContext>
      </DutyContext>
    </Screen>
  );
}
