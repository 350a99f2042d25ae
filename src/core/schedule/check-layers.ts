import type { Span } from '../kernel/span';
import { instantOf } from '../time/wall';
import type { Calendars } from './calendars';
import { type Finding, momentText } from './check-finding';
import { layerShifts } from './layer-shifts';
import { shiftsOf } from './resolve';
import type { Layer, Schedule } from './schedule';

/** Layers that never have anybody, or never come through, within a span that begins now. */
export function checkLayers(schedule: Schedule, calendars: Calendars, span: Span): Finding[] {
  const winning = new Set<string>();
  for (const { cause } of shiftsOf(schedule, [], calendars, span))
    if (cause.kind === 'layer' || cause.kind === 'calendar') winning.add(cause.layer);
  return schedule.layers.flatMap((layer, index) => {
    if (winning.has(layer.id)) return [];
    const later = schedule.layers.slice(index + 1).filter(({ id }) => winning.has(id));
    const said = reason(schedule, layer, later, calendars, span);
    return said === null ? [] : [{ ...said, schedule: schedule.id, layer: layer.id, line: null }];
  });
}

type Said = Pick<Finding, 'level' | 'message' | 'at'>;

function reason(
  schedule: Schedule,
  layer: Layer,
  later: readonly Layer[],
  calendars: Calendars,
  span: Span,
): Said | null {
  const zone = schedule.timeZone;
  const what = `layer "${layer.id}"`;
  const until = layer.until === null ? null : instantOf(layer.until, zone);
  if (until !== null && until <= span.start)
    return { level: 'note', message: `${what} ended on ${momentText(until, zone)} (${zone})`, at: until };
  const rotation = layer.calendar === null;
  if (rotation && layer.people.every((person) => person === null))
    return { level: 'warning', message: `${what} has nobody in it`, at: null };
  const start = rotation ? instantOf(layer.start, zone) : span.start;
  if (start >= span.end)
    return {
      level: 'warning',
      message: `${what} begins only on ${momentText(start, zone)} (${zone})`,
      at: start,
    };
  // What a missing calendar means is told where that is.
  const files = [
    layer.calendar,
    ...layer.hours.map((hours) => (hours.kind === 'calendar' ? hours.path : null)),
  ];
  if (files.some((path) => path !== null && calendars.events(path, span) === null)) return null;
  if (layerShifts(layer, zone, calendars, span).length === 0)
    return { level: 'warning', message: `${what} has nobody within the next two years`, at: null };
  const names = later.map(({ id }) => `"${id}"`).join(', ');
  const [noun, verb] = later.length === 1 ? ['layer', 'has'] : ['layers', 'have'];
  return {
    level: 'warning',
    message: `${what} never counts within the next two years: ${noun} ${names} after it ${verb} somebody whenever it has`,
    at: null,
  };
}
