import type { PersonId } from '../kernel/ids';
import type { Span } from '../kernel/span';
import { DAY, HOUR } from '../time/duration';
import type { Instant } from '../time/instant';
import { instantOf, wallOf } from '../time/wall';
import type { Layer, Turn } from './schedule';

/** Turn `turn` of a layer, as far as it lies in the span asked for. */
export type TurnSpan = Span & { readonly turn: number; readonly person: PersonId | null };

/** How long a turn is on the wall clock (hours: in elapsed time). */
export function lengthOf(turn: Turn): number {
  return turn.every * (turn.unit === 'hours' ? HOUR : turn.unit === 'days' ? DAY : 7 * DAY);
}

/**
 * The instant at which turn `k` of a layer begins (rota.md, rule 2): of days and weeks at wall clock `start + k x turn`,
 * each k resolved on its own; of hours in elapsed time from the first handoff.
 */
export function handoff(layer: Layer, zone: string, k: number): Instant {
  const length = lengthOf(layer.turn);
  if (layer.turn.unit === 'hours') return instantOf(layer.start, zone) + k * length;
  return instantOf(layer.start + k * length, zone);
}

/** The turn that an instant lies in, found by arithmetic; negative before the first handoff. */
export function turnAt(layer: Layer, zone: string, at: Instant): number {
  const length = lengthOf(layer.turn);
  if (layer.turn.unit === 'hours') return Math.floor((at - instantOf(layer.start, zone)) / length);
  let k = Math.floor((wallOf(at, zone) - layer.start) / length);
  // Around a change of the zone's offset the wall clock may be a turn ahead or behind.
  while (handoff(layer, zone, k) > at) k--;
  while (handoff(layer, zone, k + 1) <= at) k++;
  return k;
}

/**
 * The turns of a layer that touch a span, cut to it, in order: none before the first handoff nor from `until` on
 * (rule 3). Hours are not looked at. Costs as much as there are turns in the span, wherever it lies.
 */
export function turnsOf(layer: Layer, zone: string, span: Span): TurnSpan[] {
  const count = layer.people.length;
  const end = layer.until === null ? span.end : Math.min(span.end, instantOf(layer.until, zone));
  const from = Math.max(span.start, instantOf(layer.start, zone));
  const turns: TurnSpan[] = [];
  if (count === 0 || from >= end) return turns;
  let k = Math.max(0, turnAt(layer, zone, from));
  for (let start = from; start < end; k++) {
    const next = Math.min(end, handoff(layer, zone, k + 1));
    // A turn whose whole day a zone left out (Apia, 30 December 2011) has no length.
    if (next <= start) continue;
    turns.push({ start, end: next, turn: k, person: layer.people[k % count] ?? null });
    start = next;
  }
  return turns;
}
