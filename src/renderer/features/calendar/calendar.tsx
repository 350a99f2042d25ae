import { useCallback, useMemo, useState } from 'react';
import { Calendar, type Components } from 'react-big-calendar';
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
import { AgendaFace, EventFace } from './event-face';
import { wrapEvent } from './event-wrapper';
import { AGENDA_DAYS, step, visibleRange } from './visible-range';
import { usableZone, zonedLocalizer } from './zoned-localizer';

const VIEWS: CalendarSpan[] = ['month', 'week', 'agenda'];
const FORMATS = {
  dateFormat: 'd',
  weekdayFormat: 'ccc',
  dayFormat: 'ccc d',
  timeGutterFormat: 'HH:mm',
  agendaDateFormat: 'ccc d LLL',
};

/** Past incidents and who was on call, in my own zone. */
export function CalendarScreen() {
  const named = useZone();
  const zone = usableZone(named);
  const version = useMirror((mirror) => mirror.queueVersion);
  const me = useMirror((mirror) => mirror.status?.me.id);
  const [view, setView] = useState<CalendarSpan>('month');
  const [date, setDate] = useState(() => new Date());
  const localizer = useMemo(() => zonedLocalizer(zone), [zone]);
  const { from, to, title } = visibleRange(view, date, zone);
  const ask = useCallback(() => call('calendar.range', { from, to }), [from, to]);
  const { value, trouble, again } = useAsked(ask, version);
  const events = useMemo(() => (value ? calendarEvents(value, Date.now()) : []), [value]);

  const components = useMemo((): Components<CalendarEvent> => {
    const now = Date.now();
    const at = (when: Date) => clockTime(when.getTime(), now, named);
    const open = (event: CalendarEvent) => {
      if (event.kind === 'incident') showIncident(event.id, true);
    };
    return {
      event: EventFace,
      eventWrapper: wrapEvent((event) => eventWords(event, at(event.start), at(event.end)), open),
      agenda: { event: ({ event }) => <AgendaFace event={event} onOpen={open} /> },
    };
  }, [named]);

  const eventPropGetter = useCallback(
    (event: CalendarEvent) => ({
      className:
        event.kind === 'duty'
          ? `duty person-${event.person.colour % 12} ${event.person.id === me ? 'duty-mine' : ''}`
          : `incident incident-${event.incident.severity} incident-is-${event.incident.status}`,
    }),
    [me],
  );

  /** A day with more than fits opens as a list, where all of it has room. */
  const showDay = (day: Date) => {
    setDate(day);
    setView('agenda');
  };

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
          scrollToTime={scrollTo(zone)}
          formats={FORMATS}
          components={components}
          eventPropGetter={eventPropGetter}
          onView={(next) => VIEWS.some((known) => known === next) && setView(next as CalendarSpan)}
          onNavigate={setDate}
          onDrillDown={showDay}
          onShowMore={(_, day) => showDay(day)}
          messages={{
            showMore: (count) => `${count} more`,
            noEventsInRange: 'No incidents, and nobody on call, in these two weeks.',
            allDay: '',
            date: 'Day',
            time: 'Time',
            event: 'Incident or duty',
          }}
        />
      </div>
    </Screen>
  );
}

/** The week opens at the working day, or two hours before now when that is earlier. */
function scrollTo(zone: string): Date {
  const hour = Number(clockTime(Date.now(), Date.now(), zone === 'system' ? 'UTC' : zone).slice(0, 2));
  const date = new Date();
  date.setHours(Math.max(0, Math.min(7, hour - 2)), 0, 0, 0);
  return date;
}
