import type { Layer, Turn } from '../schedule/schedule';
import { type TurnSpan, turnsOf } from '../schedule/turns';
import { instantOf, type Wall } from '../time/wall';

/**
 * Cuts a stretch of time into shifts, exactly as a layer with this first handoff, turn and end would: days and weeks
 * hand off by the wall clock, hours are elapsed time. The last shift may be cut short by the end.
 * A turn that has no length, because its whole day was left out of the zone's calendar, is no shift.
 * @param start first handoff and @param end wall clock in @param zone
 */
export function cutTurns(start: Wall, end: Wall, turn: Turn, zone: string): TurnSpan[] {
  const layer: Layer = {
    id: 'plan',
    name: 'plan',
    people: [null],
    start,
    turn,
    until: end,
    hours: [],
    calendar: null,
  };
  const span = { start: instantOf(start, zone), end: instantOf(end, zone) };
  return turnsOf(layer, zone, span);
}
