import { type CSSProperties, useCallback, useMemo, useState } from 'react';
import { Calendar, type Components, type DateLocalizer } from 'react-big-calendar';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import { call } from '../../bridge';
import { clockTime } from '../../lib/format-time';
import { useAsked } from '../../parts/use-asked';
import { useMirror, useZone } from '../../state/mirror';
import { showIncident } from '../../state/screen';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Screen } from '../../ui/screen';
import { calendarEvents, type CalendarEvent, eventWords } from './calendar-events';
import { type CalendarSpan, CalendarToolbar } from './calendar-toolbar';
import './calendar.css';
import { AgendaDay, DutyContext, MonthDay, WeekDay } from './day-head';
import { dutyOfDay, ribbon } from './duty-ribbon';
import { AgendaFace, EventFace } from './event-face';
import { ShowDayContext, ShowMore } from './show-more';
import { wrapEvent } from './event-wrapper';
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
  const ask = useCallback(() => call('calendar.range', { from, to }), [from, to]);
  const { value, trouble, again } = useAsked(ask, version);
  const opensAt = useMemo(() => weekOpensAt(Date.now(), zone), [zone]);
  const events = useMemo(() => (value ? calendarEvents(value, Date.now()) : []), [value]);

  const components = useMemo((): Components<CalendarEvent> => {
    const now = Date.now();
    const at = (when: Date) => clockTime(when.getTime(), now, named);
    const open = (event: CalendarEvent) => showIncident(event.id, true);
    return {
      event: EventFace,
      eventWrapper: wrapEvent((event) => eventWords(event, at(event.start), at(event.end)), open),
      agenda: { event: ({ event }) => <AgendaFace event={event} onOpen={open} />, date: AgendaDay },
      month: { dateHeader: MonthDay },
      week: { header: WeekDay },
      showMore: ShowMore,
    };
  }, [named]);

  const dutyOn = useMemo(() => {
    const duty = value?.duty ?? [];
    const known = new Map<number, ReturnType<typeof dutyOfDay>>();
    return (day: Date) => {
      const start = localizer.startOf(day, 'day').getTime();
      const parts =
        known.get(start) ?? dutyOfDay(duty, start, localizer.add(new Date(start), 1, 'day').getTime());
      known.set(start, parts);
      return parts;
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
          {value?.more && <Badge tone="warn">More than 2,000 incidents: the latest are shown</Badge>}
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
