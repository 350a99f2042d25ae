import { type CSSProperties, useCallback, useMemo, useState } from 'react';
import { Calendar, type DateLocalizer } from 'react-big-calendar';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import { call } from '../../bridge';
import { useAsked } from '../../parts/use-asked';
import { useMirror, useZone } from '../../state/mirror';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Screen } from '../../ui/screen';
import { type CalendarEvent, calendarEvents } from './calendar-events';
import { calendarParts } from './calendar-parts';
import { type CalendarSpan, CalendarToolbar } from './calendar-toolbar';
import './calendar.css';
import { DutyContext } from './day-head';
import { dutyOfDay, ribbon } from './duty-ribbon';
import { ShowDayContext } from './show-more';
import { AGENDA_DAYS, step, visibleRange, weekOpensAt } from './visible-range';
import { usableZone, zonedLocalizer } from './zoned-localizer';

const VIEWS: CalendarSpan[] = ['month', 'week', 'agenda'];
const FORMATS = {
  dateFormat: 'd',
  weekdayFormat: 'ccc',
  dayFormat: 'ccc d',
  timeGutterFormat: 'HH:mm',
  agendaDateFormat: 'ccc d LLL',
  agendaTimeFormat: 'HH:mm',
  agendaTimeRangeFormat: (
    { start, end }: { start: Date; end: Date },
    _?: string,
    localizer?: DateLocalizer,
  ) => `${localizer?.format(start, 'HH:mm')} – ${localizer?.format(end, 'HH:mm')}`,
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
    async () => ({ view: await call('calendar.range', { from, to }), at: Date.now() }),
    [from, to],
  );
  const { value, trouble, again } = useAsked(ask, version);
  const [openedAt] = useState(() => Date.now());
  const opensAt = useMemo(() => weekOpensAt(openedAt, zone), [openedAt, zone]);
  const events = useMemo(() => (value ? calendarEvents(value.view, value.at) : []), [value]);

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
          <div className="calendar" data-view={view}>
            <Calendar<CalendarEvent>
              localizer={localizer}
              events={events}
              view={view}
              views={VIEWS}
              date={date}
              length={AGENDA_DAYS}
              toolbar={false}
              showMultiDayTimes
              dayLayoutAlgorithm="no-overlap"
              scrollToTime={opensAt}
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
              messages={{
                noEventsInRange: 'No incidents in these two weeks.',
                date: 'Day',
                time: 'Time',
                event: 'Incident',
              }}
            />
          </div>
        </ShowDayContext>
      </DutyContext>
    </Screen>
  );
}
