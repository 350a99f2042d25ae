import type { DayLayoutFunction } from 'react-big-calendar';
import type { CalendarEvent } from './calendar-events';

/** Where an event stands in its day: percent of the day's height; across, percent or a CSS length. */
export type Placed = {
  readonly event: CalendarEvent;
  readonly style: { top: number; height: number; width: string; xOffset: string };
};

/** What an event takes at the least, so that its line of text is whole: 20 px of a day of 24 × 34 px. Percent. */
const LEAST = 2.6;
/** From here on (four hours) an event steps aside for shorter ones beside it: its length says enough. Percent. */
const LONG = (4 / 24) * 100;
/** Width of one that stepped aside: its glyph. Pixels. */
const STRIP = 22;

/** What react-big-calendar gives, of which its types say nothing. */
type Day = {
  readonly events: readonly CalendarEvent[];
  readonly slotMetrics: {
    /** Percent of the day. */
    readonly getRange: (start: Date, end: Date) => { readonly top: number; readonly height: number };
  };
  readonly accessors: Readonly<Record<'start' | 'end', (event: CalendarEvent) => Date>>;
};

type Box = { readonly event: CalendarEvent; readonly top: number; readonly bottom: number };
type Column = Box[];

/**
 * Lays out a day of the week: nothing covers anything. What would overlap as drawn (not only in time: a flapping alert
 * is shorter than its line of text) stands side by side; long ones become strips at the left.
 */
export const layOutDay: DayLayoutFunction<CalendarEvent> = (day) => {
  const { events, slotMetrics, accessors } = day as Day;
  const boxes = events
    .map((event): Box => {
      const { top, height } = slotMetrics.getRange(accessors.start(event), accessors.end(event));
      const from = Math.min(top, 100 - LEAST);
      return { event, top: from, bottom: Math.min(100, from + Math.max(height, LEAST)) };
    })
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom);
  return clusters(boxes).flatMap(place);
};

/** Groups that touch one another, directly or through others. */
function clusters(boxes: readonly Box[]): Box[][] {
  const groups: Box[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const box of boxes) {
    if (box.top >= end) groups.push([]);
    groups.at(-1)?.push(box);
    end = Math.max(end, box.bottom);
  }
  return groups;
}

function place(cluster: readonly Box[]): Placed[] {
  const isLong = ({ top, bottom }: Box) => bottom - top >= LONG;
  const aside = cluster.some((box) => !isLong(box)) ? cluster.filter(isLong) : [];
  const strips = columns(aside);
  const rest = columns(cluster.filter((box) => !aside.includes(box)));
  const taken = strips.length * STRIP;
  const across = (part: number) => `calc((100% - ${taken}px) * ${round(part)})`;
  return [
    ...strips.flatMap((column, index) =>
      column.map((box) => placed(box, `${STRIP - 2}px`, `${index * STRIP}px`)),
    ),
    ...rest.flatMap((column, index) =>
      column.map((box) => {
        // What has nothing at its right takes that room, too.
        const next = rest.findIndex((other, at) => at > index && other.some((one) => touch(one, box)));
        const until = next < 0 ? rest.length : next;
        const gap = until === rest.length ? 0 : 2;
        const width = across((until - index) / rest.length);
        return placed(
          box,
          gap === 0 ? width : `calc(${width} - ${gap}px)`,
          `calc(${across(index / rest.length)} + ${taken}px)`,
        );
      }),
    ),
  ];
}

/** As few columns as hold the boxes without one covering another. */
function columns(boxes: readonly Box[]): Column[] {
  const found: Column[] = [];
  for (const box of boxes) {
    const free = found.find((column) => (column.at(-1) as Box).bottom <= box.top);
    if (free) free.push(box);
    else found.push([box]);
  }
  return found;
}

function touch(a: Box, b: Box): boolean {
  return a.top < b.bottom && b.top < a.bottom;
}

function placed({ event, top, bottom }: Box, width: string, xOffset: string): Placed {
  return { event, style: { top, height: bottom - top, width, xOffset } };
}

function round(part: number): number {
  return Math.round(part * 10_000) / 10_000;
}
