import type { Span } from '../kernel/span';
import type { Instant } from '../time/instant';
import type { Override } from './schedule';

/**
 * Which override is in force where: of those that overlap the last of the list (rota.md, rule 6), cut to a span, in
 * order and without overlap. Costs n log n, however they overlap.
 */
export function lastCreated(
  overrides: readonly Override[],
  span: Span,
): Array<Span & { override: Override }> {
  const touching = overrides.filter(({ start, end }) => start < end && start < span.end && span.start < end);
  if (touching.length === 0) return [];
  const cuts = new Set<Instant>();
  for (const { start, end } of touching) cuts.add(Math.max(start, span.start)).add(Math.min(end, span.end));
  const places = Float64Array.from(cuts).sort();
  const indexOf = new Map(Array.from(places, (at, index) => [at, index]));
  const winner: Array<Override | undefined> = Array.from({ length: places.length });
  /** The first stretch at or after this one that has no winner yet, as far as is known. */
  const free = Array.from({ length: places.length + 1 }, (_, index) => index);
  const nextFree = (from: number): number => {
    let at = from;
    while (free[at] !== at) {
      free[at] = free[free[at] as number] as number;
      at = free[at] as number;
    }
    return at;
  };
  for (const override of touching.toReversed()) {
    const end = indexOf.get(Math.min(override.end, span.end)) as number;
    const start = indexOf.get(Math.max(override.start, span.start)) as number;
    for (let at = nextFree(start); at < end; at = nextFree(at)) {
      winner[at] = override;
      free[at] = at + 1;
    }
  }
  const pieces: Array<{ start: Instant; end: Instant; override: Override }> = [];
  for (const [index, override] of winner.entries()) {
    if (!override) continue;
    const [start, end] = [places[index] as Instant, places[index + 1] as Instant];
    const before = pieces.at(-1);
    if (before?.override === override && before.end === start) before.end = end;
    else pieces.push({ start, end, override });
  }
  return pieces;
}
