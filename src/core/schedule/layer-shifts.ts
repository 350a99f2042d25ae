import type { Span } from '../kernel/span';
import type { Instant } from '../time/instant';
import { instantOf } from '../time/wall';
import type { Calendars } from './calendars';
import { personOfEvent } from './person-of-event';
import type { Layer } from './schedule';
import type { Shift } from './shift';
import { turnsOf } from './turns';
import { windowsOf } from './windows';

/**
 * Where one layer has somebody in a span, in order and without overlap: its turns within its hours, or the events of
 * its calendar. Where it has nobody there is no shift, so that the layer before shows through (rota.md, rule 5).
 */
export function layerShifts(layer: Layer, zone: string, calendars: Calendars, span: Span): Shift[] {
  const within = windowsOf(layer.hours, zone, calendars, span);
  if (layer.calendar !== null)
    return cut(calendarShifts(layer, layer.calendar, zone, calendars, span), within);
  const shifts: Shift[] = [];
  const of = layer.people.length;
  for (const { start, end, turn, person } of turnsOf(layer, zone, span))
    if (person !== null)
      shifts.push({ start, end, person, cause: { kind: 'layer', layer: layer.id, turn, of } });
  return cut(shifts, within);
}

/** Of events that overlap, the one that begins later wins, as somebody standing in is put on top. */
function calendarShifts(layer: Layer, path: string, zone: string, calendars: Calendars, span: Span): Shift[] {
  const end = layer.until === null ? span.end : Math.min(span.end, instantOf(layer.until, zone));
  const named: Shift[] = [];
  for (const event of calendars.events(path, span) ?? []) {
    const person = personOfEvent(event, calendars.people ?? []);
    const cause = { kind: 'calendar', layer: layer.id, summary: event.summary } as const;
    if (person !== null) named.push({ start: event.start, end: event.end, person, cause });
  }
  return latestFirst(named, { start: span.start, end });
}

function latestFirst(shifts: readonly Shift[], within: Span): Shift[] {
  const inOrder = shifts
    .filter(({ start, end }) => start < end && start < within.end && within.start < end)
    .sort((a, b) => a.start - b.start);
  const open: Shift[] = [];
  const flat: Shift[] = [];
  let at: Instant = within.start;
  const until = (to: Instant): void => {
    // The one that began last is on top; those beneath it show again when it ends.
    for (let top = open.at(-1); top && at < to; top = open.at(-1)) {
      const end = Math.min(top.end, to);
      if (end > at) flat.push({ ...top, start: at, end });
      if (top.end <= to) open.pop();
      at = Math.max(at, end);
    }
  };
  for (const shift of inOrder) {
    until(Math.max(within.start, shift.start));
    at = Math.max(at, shift.start);
    open.push(shift);
  }
  until(within.end);
  return flat;
}

/** Shifts as far as they lie in windows; both in order and without overlap. */
function cut(shifts: readonly Shift[], windows: readonly Span[]): Shift[] {
  const parts: Shift[] = [];
  let w = 0;
  for (const shift of shifts) {
    while (w < windows.length && (windows[w] as Span).end <= shift.start) w++;
    for (let i = w; i < windows.length && (windows[i] as Span).start < shift.end; i++) {
      const window = windows[i] as Span;
      const start = Math.max(shift.start, window.start);
      const end = Math.min(shift.end, window.end);
      parts.push({ start, end, person: shift.person, cause: shift.cause });
    }
  }
  return parts;
}
