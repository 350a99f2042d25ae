import type { DayLayoutFunction } from 'react-big-calendar';
import type { WeekEvent } from './week-events';
import { INCIDENT_STRIP, laneBox } from './week-lane';

type Placed = { event: WeekEvent; style: { top: number; height: number; width: string; xOffset: string } };

/** What react-big-calendar gives, of which its types say nothing. */
type Day = {
  readonly events: readonly WeekEvent[];
  readonly slotMetrics: {
    /** Percent of the day. */
    readonly getRange: (start: Date, end: Date) => { readonly top: number; readonly height: number };
  };
  readonly accessors: Readonly<Record<'start' | 'end', (event: WeekEvent) => Date>>;
};

/** An incident's mark takes 16 px of a day of 24 × 34 px. Percent. */
const MARK = 2;

/** A day of the week: each schedule has its lane, incidents stand as marks in a strip at the right, none over another. */
export const layOutDay: DayLayoutFunction<WeekEvent> = (day) => {
  const { events, slotMetrics, accessors } = day as Day;
  let free = 0;
  return events
    .map((event) => ({ event, range: slotMetrics.getRange(accessors.start(event), accessors.end(event)) }))
    .sort((a, b) => a.range.top - b.range.top)
    .map(({ event, range: { top, height } }): Placed => {
      if (event.kind === 'shift') {
        const { left, width } = laneBox(event.lane, event.lanes, event.strip);
        return { event, style: { top, height, width: `calc(${width} - 2px)`, xOffset: left } };
      }
      // A storm's marks go down the strip, one after another; the day's end stops them.
      const from = Math.min(100 - MARK, Math.max(top, free));
      free = from + MARK;
      const strip = `${INCIDENT_STRIP - 2}px`;
      return { event, style: { top: from, height: MARK, width: strip, xOffset: `calc(100% - ${strip})` } };
    });
};
