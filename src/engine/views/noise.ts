import type { NoiseRowView, NoiseView } from '../../contract/noise/noise-views';
import type { ServiceId } from '../../core/kernel/ids';
import type { Span } from '../../core/kernel/span';
import { addTallies, type HeldTally, keyOf, type NoiseTally, type Suggestion } from '../../core/noise/noise';
import { csvOf } from './csv';
import type { Names } from './names';

/** So many alerts are told one by one. */
export const MOST_ROWS = 200;

/** The noise of a span, for the screen. */
export function noiseViewOf(input: {
  span: Span;
  /** Added up, most noise first. */
  tallies: readonly NoiseTally[];
  held: readonly HeldTally[];
  heldBy: NoiseView['heldBy'];
  suggestions: ReadonlyMap<string, readonly Suggestion[]>;
  services: readonly { readonly id: ServiceId }[];
  names: Pick<Names, 'serviceName'>;
  notes: readonly string[];
}): NoiseView {
  const { span, names } = input;
  const held = new Map<string, HeldTally[]>();
  for (const one of input.held) held.set(keyOf(one), [...(held.get(keyOf(one)) ?? []), one]);
  // What was held for the whole of the span began before it, perhaps: it is told all the same.
  const known = new Set(input.tallies.map(keyOf));
  const older = addTallies(
    input.held
      .filter((one) => !known.has(keyOf(one)))
      .map(({ name, service }) => ({ name, service, ...NONE })),
  );
  const all = [...input.tallies, ...older];
  const rows = all.slice(0, MOST_ROWS).map((tally) => rowOf(tally, held.get(keyOf(tally)) ?? [], input));
  const sum = (of: (tally: NoiseTally) => number) => all.reduce((total, tally) => total + of(tally), 0);
  return {
    from: span.start,
    to: span.end,
    total: {
      incidents: sum((tally) => tally.incidents),
      paged: sum((tally) => tally.paged),
      atSleep: sum((tally) => tally.atSleep),
      unacted: sum((tally) => tally.unacted),
      unactedAtSleep: sum((tally) => tally.unactedAtSleep),
      held: input.held.reduce((total, { incidents }) => total + incidents, 0),
    },
    rows,
    moreRows: Math.max(0, all.length - MOST_ROWS),
    heldBy: input.heldBy,
    csv: csvOf([
      [
        'alert',
        'service',
        'incidents',
        'paged',
        'atSleep',
        'neverActedOn',
        'neverActedOnAtSleep',
        'heldBack',
        'suggestion',
      ],
      ...all.map((tally) => {
        const { service, incidents, paged, atSleep, unacted, unactedAtSleep, name } = tally;
        const back = (held.get(keyOf(tally)) ?? []).reduce((total, one) => total + one.incidents, 0);
        const first = input.suggestions.get(keyOf(tally))?.[0]?.yaml ?? '';
        return [name, service, incidents, paged, atSleep, unacted, unactedAtSleep, back, first];
      }),
    ]),
    notes: [...input.notes],
  };

  function rowOf(
    tally: NoiseTally,
    back: readonly HeldTally[],
    { services, suggestions }: typeof input,
  ): NoiseRowView {
    const { overWithin: _, service, ...counts } = tally;
    return {
      ...counts,
      service: {
        id: service,
        name: names.serviceName(service),
        inFile: services.some(({ id }) => id === service),
      },
      held: back.map(({ how, incidents }) => ({ how, incidents })),
      suggestions: (suggestions.get(keyOf(tally)) ?? []).map((one) => ({ ...one })),
    };
  }
}

const NONE = {
  incidents: 0,
  paged: 0,
  atSleep: 0,
  unacted: 0,
  unactedAtSleep: 0,
  overWithin: [0, 0, 0, 0, 0, 0],
};
