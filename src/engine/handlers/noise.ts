import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EngineHandlers } from '../../contract/bridge';
import type { NoiseView } from '../../contract/noise/noise-views';
import { addTallies, keyOf, type NoiseTally, type Suggestion } from '../../core/noise/noise';
import { suggestFor } from '../../core/noise/suggest';
import { DAY } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import { heldBy, heldTallies, noiseSlice, sightingsOf, sleepClock } from '../store/noise-query';
import type { Reader } from '../store/reader';
import { noiseViewOf } from '../views/noise';
import type { HandlerParts } from './parts';

const MOST_DAYS = 400;
/** So many of the noisiest alerts are looked at closer, for suggestions. */
const MOST_SUGGESTED = 40;
/** Of each of them so many incidents, the latest. */
const MOST_SIGHTINGS = 400;
const MOST_HELD_BY = 20;

type Parts = Pick<HandlerParts, 'reader' | 'names' | 'clock' | 'state'>;

export function noiseHandlers(parts: Parts): Pick<EngineHandlers, 'noise.report'> {
  return {
    'noise.report': async ({ from, to }) => {
      if (from >= to) throw new Error('The span ends before it begins.');
      if (to - from > MOST_DAYS * DAY) throw new Error(`The span is longer than ${MOST_DAYS} days.`);
      const { team } = parts.state;
      const names = parts.names();
      const reader = parts.reader();
      if (!reader) throw new Error('The store cannot be read now; try again in a moment.');
      const { tallies, numbers } = await talliesOf(reader, from, to, team);
      const held = reader.asked((ask) => heldTallies(ask, from, to));
      return noiseViewOf({
        span: { start: from, end: to },
        tallies,
        held,
        heldBy: reader
          .asked((ask) => heldBy(ask, from, to, MOST_HELD_BY))
          .map(({ how, detail, incidents }) => ({
            how,
            detail,
            incidents,
          })),
        suggestions: await suggestionsOf(reader, tallies, numbers),
        services: team.services,
        names,
        notes: notesOf(names.person(names.me).name, to, parts.clock.now()),
      });
    },
  };
}

/** Slice by slice: in between, what came in is decided and paged. */
async function talliesOf(
  reader: Reader,
  from: Instant,
  to: Instant,
  team: Parts['state']['team'],
): Promise<{ tallies: NoiseTally[]; numbers: ReadonlyMap<string, readonly number[]> }> {
  const clock = sleepClock(team.people, team.timeZone, from, to);
  const found: NoiseTally[] = [];
  const numbers = new Map<string, number[]>();
  for (let at: Instant | null = from; at !== null; ) {
    const start: Instant = at;
    const slice = reader.asked((ask) => noiseSlice(ask, start, to, clock));
    found.push(...slice.tallies);
    for (const [place, tally] of slice.tallies.entries()) {
      const known = numbers.get(keyOf(tally)) ?? [];
      numbers.set(
        keyOf(tally),
        [...known, ...(slice.numbers[place] as readonly number[])].slice(-MOST_SIGHTINGS),
      );
    }
    at = slice.next;
    await nextTurn();
  }
  return { tallies: addTallies(found), numbers };
}

async function suggestionsOf(
  reader: Reader,
  tallies: readonly NoiseTally[],
  numbers: ReadonlyMap<string, readonly number[]>,
): Promise<Map<string, Suggestion[]>> {
  const found = new Map<string, Suggestion[]>();
  for (const tally of tallies.slice(0, MOST_SUGGESTED)) {
    if (tally.unacted === 0) break;
    const sightings = reader.asked((ask) => sightingsOf(ask, numbers.get(keyOf(tally)) ?? []));
    found.set(keyOf(tally), suggestFor(tally, sightings));
    await nextTurn();
  }
  return found;
}

function notesOf(me: string, to: Instant, now: Instant): NoiseView['notes'] {
  return [
    `Pages are those that reached somebody through this desktop, ${me}'s; others' are known on theirs.`,
    ...(to > now
      ? ['The span goes on: what is still open may yet be acted on, and does not count as noise.']
      : []),
  ];
}
