import type { Components } from 'react-big-calendar';
import { clockTime } from '../../lib/format-time';
import { showIncident } from '../../state/screen';
import { type CalendarEvent, eventWords } from './calendar-events';
import { MonthDay, WeekDay } from './day-head';
import { EventFace } from './event-face';
import { wrapEvent } from './event-wrapper';
import { ShowMore } from './show-more';

/** The parts of the calendar that are ours. Make them once a zone: new ones draw the whole calendar anew. */
export function calendarParts(zone: string): Components<CalendarEvent> {
  const at = (when: Date) => clockTime(when.getTime(), Date.now(), zone);
  return {
    event: EventFace,
    eventWrapper: wrapEvent((event) => eventWords(event, at(event.start), at(event.end)), openEvent),
    month: { dateHeader: MonthDay },
    week: { header: WeekDay },
    showMore: ShowMore,
  };
}

/** The incident in the whole window: beside the calendar there is no room for its story. */
export function openEvent(event: CalendarEvent): void {
  showIncident(event.id, true);
}
