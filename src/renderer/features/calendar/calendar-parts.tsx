import type { Components } from 'react-big-calendar';
import { clockTime } from '../../lib/format-time';
import { showIncident } from '../../state/screen';
import { type CalendarEvent, eventWords } from './calendar-events';
import { AgendaDay, MonthDay, WeekDay } from './day-head';
import { AgendaFace, EventFace } from './event-face';
import { wrapEvent } from './event-wrapper';
import { ShowMore } from './show-more';

/** The parts of the calendar that are ours. Make them once a zone: new ones draw the whole calendar anew. */
export function calendarParts(zone: string): Components<CalendarEvent> {
  const at = (when: Date) => clockTime(when.getTime(), Date.now(), zone);
  return {
    event: EventFace,
    eventWrapper: wrapEvent((event) => eventWords(event, at(event.start), at(event.end)), open),
    agenda: { event: AgendaEvent, date: AgendaDay },
    month: { dateHeader: MonthDay },
    week: { header: WeekDay },
    showMore: ShowMore,
  };
}

function AgendaEvent({ event }: { event: CalendarEvent }) {
  return <AgendaFace event={event} onOpen={open} />;
}

/** The incident in the whole window: beside the calendar there is no room for its story. */
function open(event: CalendarEvent): void {
  showIncident(event.id, true);
}
