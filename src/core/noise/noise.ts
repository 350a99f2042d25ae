import type { ServiceId } from '../kernel/ids';
import type { HeldHow } from '../mute/mute';
import type { Duration } from '../time/duration';
import { MINUTE } from '../time/duration';

/** How long a `hold` might be: the waits that the report tries out. */
export const HOLDS: readonly Duration[] = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE);

/** Incidents of one alert name at one service that began in a span, counted. */
export type NoiseTally = {
  readonly name: string;
  readonly service: ServiceId;
  readonly incidents: number;
  /** Of these, a page reached somebody. */
  readonly paged: number;
  /** Of those paged, the first page came while they sleep (hour-class.ts). */
  readonly atSleep: number;
  /** Of those paged, nobody did anything about it (`noise.ts` of the docs: never acted on). */
  readonly unacted: number;
  readonly unactedAtSleep: number;
  /** Of those never acted on, how many were over within each of HOLDS. */
  readonly overWithin: readonly number[];
};

/** How many incidents something held back, by what. */
export type HeldTally = {
  readonly name: string;
  readonly service: ServiceId;
  readonly how: HeldHow;
  readonly incidents: number;
};

/** One incident that paged and was never acted on, for looking closer. */
export type UnactedSighting = {
  /** Source and dedup key. */
  readonly key: string;
  readonly openedAt: number;
  readonly resolvedAt: number;
};

/** Which alert it is over all, with what was counted of it. */
export type NoiseRow = Omit<NoiseTally, 'overWithin'> & {
  readonly held: readonly { readonly how: HeldHow; readonly incidents: number }[];
  readonly suggestions: readonly Suggestion[];
};

/** A setting of the service that would have made it quieter. */
export type Suggestion = {
  readonly kind: 'hold' | 'group' | 'flapping';
  /** One sentence: "Hold for 5 min: 12 of 14 pages would not have gone out." */
  readonly text: string;
  /** The lines of the service in the team file. */
  readonly yaml: string;
  /** How many of the pages that were never acted on it would have avoided. */
  readonly avoided: number;
};

/** Tallies of parts of a span, added up by name and service; most noise first. */
export function addTallies(parts: readonly NoiseTally[]): NoiseTally[] {
  const sums = new Map<string, NoiseTally>();
  for (const part of parts) {
    const key = keyOf(part);
    const sum = sums.get(key);
    sums.set(
      key,
      sum
        ? {
            ...sum,
            incidents: sum.incidents + part.incidents,
            paged: sum.paged + part.paged,
            atSleep: sum.atSleep + part.atSleep,
            unacted: sum.unacted + part.unacted,
            unactedAtSleep: sum.unactedAtSleep + part.unactedAtSleep,
            overWithin: sum.overWithin.map((n, i) => n + (part.overWithin[i] as number)),
          }
        : part,
    );
  }
  return [...sums.values()].sort(
    (a, b) =>
      b.unacted - a.unacted ||
      b.unactedAtSleep - a.unactedAtSleep ||
      b.paged - a.paged ||
      (a.name < b.name ? -1 : 1),
  );
}

/** Which tallies are about the same alert; neither part has a line break that the other could run into. */
export function keyOf({ name, service }: Pick<NoiseTally, 'name' | 'service'>): string {
  return `${service}\n${name}`;
}
