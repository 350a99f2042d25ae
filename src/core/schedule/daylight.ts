import type { Span } from '../kernel/span';
import { DAY, HOUR } from '../time/duration';
import type { Instant } from '../time/instant';
import { dayOf, instantOf, type Wall, wallOf, weekdayOf, zoneChanges } from '../time/wall';
import { NO_CALENDARS } from './calendars';
import { dayText, type Finding, hoursText, timeText } from './check-finding';
import { layerShifts } from './layer-shifts';
import type { Hours, Layer, Schedule } from './schedule';
import { lengthOf, turnAt } from './turns';

/** Longer shifts are not told about: nobody minds whether a week has 167 hours. */
const LONGEST = 26 * HOUR;

/** One change of a zone's clocks. Wall clocks from `from` to `to` do not exist (`gap`), or come twice. */
type ClockChange = {
  readonly at: Instant;
  readonly gap: boolean;
  readonly from: Wall;
  readonly to: Wall;
  readonly length: number;
};

/**
 * The dates in a span on which clocks change in the zone of a schedule and something odd comes of it: a handoff, a bound
 * of a window or of an override that does not exist or comes twice, turns of hours that move on the clock, a shift that
 * is an hour longer or shorter. One finding a date.
 */
export function checkDaylight(schedule: Schedule, span: Span): Finding[] {
  const zone = schedule.timeZone;
  return zoneChanges(zone, span).flatMap(({ at, before, after }): Finding[] => {
    const change: ClockChange = {
      at,
      gap: after > before,
      from: at + Math.min(before, after),
      to: at + Math.max(before, after),
      length: Math.abs(after - before),
    };
    const odd = [
      ...schedule.layers.flatMap((layer) => layerOddities(layer, zone, change)),
      ...overrideOddities(schedule, change),
    ];
    if (odd.length === 0) return [];
    const [was, is] = change.gap ? [change.from, change.to] : [change.to, change.from];
    const clocks = `${dayText(was)}, ${zone}: clocks go ${change.gap ? 'forward' : 'back'} from ${timeText(was)} to ${timeText(is)}`;
    return [
      {
        level: 'note',
        schedule: schedule.id,
        layer: '',
        message: `${clocks}; ${odd.join('; ')}`,
        at,
        line: null,
      },
    ];
  });
}

function layerOddities(layer: Layer, zone: string, change: ClockChange): string[] {
  if (layer.calendar !== null || layer.people.length === 0) return [];
  const begins = instantOf(layer.start, zone);
  const ends = layer.until === null ? Number.POSITIVE_INFINITY : instantOf(layer.until, zone);
  if (change.at <= begins - DAY || change.at >= ends + DAY) return [];
  const odd: string[] = [];
  if (inside(layer.start, change)) odd.push(`layer "${layer.id}" begins ${moved(layer.start, change)}`);
  if (layer.until !== null && inside(layer.until, change))
    odd.push(`layer "${layer.id}" ends ${moved(layer.until, change)}`);
  if (change.at < begins || change.at >= ends) return odd;
  odd.push(...handoffOddities(layer, zone, change));
  for (const window of layer.hours) odd.push(...windowOddities(layer, window, change));
  return [...odd, ...lengthOddities(layer, zone, change)];
}

/** Handoffs of days and weeks keep their time of day; where it does not exist they move, once. Those of hours move for good. */
function handoffOddities(layer: Layer, zone: string, change: ClockChange): string[] {
  if (layer.people.length < 2 && layer.hours.length === 0) return [];
  const length = lengthOf(layer.turn);
  if (layer.turn.unit === 'hours') {
    const last = instantOf(layer.start, zone) + turnAt(layer, zone, change.at - 1) * length;
    const was = timeText(wallOf(last, zone));
    const is = timeText(wallOf(last, zone) + (change.gap ? change.length : -change.length));
    return layer.people.length < 2
      ? []
      : [
          `from then on the handoffs of layer "${layer.id}" (every ${hoursText(length)}) come at ${is} where they came at ${was}`,
        ];
  }
  if (layer.people.length < 2) return [];
  const k = Math.ceil((change.from - layer.start) / length);
  const wall = layer.start + k * length;
  return k > 0 && wall < change.to ? [`the handoff of layer "${layer.id}" is ${moved(wall, change)}`] : [];
}

function windowOddities(layer: Layer, hours: Hours, change: ClockChange): string[] {
  if (hours.kind === 'calendar') return [];
  const day = dayOf(change.from);
  const opens = (on: Wall) =>
    hours.kind === 'weekly'
      ? weekdayOf(on) === hours.from.day
      : (hours.days?.includes(weekdayOf(on)) ?? true);
  const from = hours.kind === 'daily' ? hours.from : hours.from.time;
  const to = hours.kind === 'daily' ? hours.to : hours.to.time;
  const closes = (on: Wall) => {
    if (hours.kind === 'weekly') return weekdayOf(on) === hours.to.day;
    return opens(to <= from ? on - DAY : on);
  };
  const odd: string[] = [];
  if (opens(day) && inside(day + from, change))
    odd.push(`the hours of layer "${layer.id}" open ${moved(day + from, change)}`);
  if (closes(day) && inside(day + to, change))
    odd.push(`the hours of layer "${layer.id}" close ${moved(day + to, change)}`);
  return odd;
}

/** The layer's own shift at that moment, where it is short enough for the hour to count. */
function lengthOddities(layer: Layer, zone: string, change: ClockChange): string[] {
  const around = { start: change.at - LONGEST - 2 * HOUR, end: change.at + LONGEST + 2 * HOUR };
  // Turns of hours are elapsed time, and windows of a calendar file are instants: they have the length they have.
  if (layer.hours.length === 0 && layer.turn.unit === 'hours') return [];
  if (layer.hours.some(({ kind }) => kind === 'calendar')) return [];
  // Somebody who is always on call has no shifts.
  if (layer.hours.length === 0 && new Set(layer.people).size < 2) return [];
  const shift = layerShifts(layer, zone, NO_CALENDARS, around).find(
    ({ start, end }) => start < change.at && change.at < end,
  );
  if (!shift || shift.start === around.start || shift.end === around.end) return [];
  // An end that does not exist moved as far as the clock did.
  if (change.gap && shift.end < change.at + change.length) return [];
  const [start, end] = [wallOf(shift.start, zone), wallOf(shift.end, zone)];
  const usual = end - start;
  const length = shift.end - shift.start;
  if (length === usual || usual > LONGEST) return [];
  return [
    `the shift of ${shift.person ?? 'nobody'} in layer "${layer.id}" from ${dayText(start)}, ${timeText(start)} to ${timeText(end)} is ${hoursText(length)} long, not ${hoursText(usual)}`,
  ];
}

function overrideOddities({ overrides, timeZone }: Schedule, change: ClockChange): string[] {
  return overrides.flatMap(({ person, start, end }) => {
    const odd = (at: Instant, what: string) => {
      const wall = wallOf(at, timeZone);
      // What was written in a gap reads as the time after it: only what comes twice can still be told.
      if (change.gap || !inside(wall, change)) return [];
      const which = at < change.at ? 'first' : 'second';
      return [
        `the override for ${person ?? 'nobody'} ${what} at ${timeText(wall)}, which comes twice; the ${which} one counts`,
      ];
    };
    return [...odd(start, 'begins'), ...odd(end, 'ends')];
  });
}

function inside(wall: Wall, { from, to }: ClockChange): boolean {
  return wall >= from && wall < to;
}

function moved(wall: Wall, change: ClockChange): string {
  return change.gap
    ? `at ${timeText(wall + change.length)}, because there is no ${timeText(wall)}`
    : `at the first ${timeText(wall)}, which comes twice`;
}
