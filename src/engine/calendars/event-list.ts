import type { Span } from '../../core/kernel/span';
import type { CalendarEvent } from '../../core/schedule/calendars';

/** Events by start, asked for by span: the cost follows what is found, not what there is. */
export type EventList = { touching(span: Span): readonly CalendarEvent[] };

/** @param events by start */
export function eventList(events: readonly CalendarEvent[]): EventList {
  // The latest end of an event and all before it only grows, so that it can be halved like the starts.
  const latestEnds: number[] = [];
  for (const { end } of events) latestEnds.push(Math.max(end, latestEnds.at(-1) ?? end));
  return {
    touching(span) {
      const from = firstOver(latestEnds.length, (n) => (latestEnds[n] as number) > span.start);
      const to = firstOver(events.length, (n) => (events[n] as CalendarEvent).start >= span.end);
      return events.slice(from, to).filter(({ end }) => end > span.start);
    },
  };
}

/** The first place from 0 to `length` at which something is true, and stays so. */
function firstOver(length: number, isOver: (n: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isOver(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
