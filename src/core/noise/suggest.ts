import { type Duration, MINUTE, printDuration } from '../time/duration';
import { HOLDS, type NoiseTally, type Suggestion, type UnactedSighting } from './noise';

/** From so many pages that nobody acted on a suggestion is worth its line in the team file. */
const WORTH = 3;
/** A setting is suggested where it would have avoided at least this share of them. */
const SHARE = 0.5;
/** Alertmanager's own `group_interval`. */
const GROUP_WINDOW: Duration = 5 * MINUTE;
const FLAPS = 4;
const FLAP_WITHIN: Duration = 30 * MINUTE;

/**
 * What would make an alert quieter that pages and that nobody acts on, best first. Only settings that keep the alert:
 * held back, it is stored and shown all the same.
 * @param sightings its incidents that nobody acted on, or the latest of them
 */
export function suggestFor(tally: NoiseTally, sightings: readonly UnactedSighting[]): Suggestion[] {
  if (tally.unacted < WORTH) return [];
  const found = [holdOf(tally), flappingOf(tally, sightings), groupOf(tally, sightings)].filter(
    (one) => one !== null,
  );
  return found.sort((a, b) => b.avoided - a.avoided);
}

/** The shortest wait that would have avoided nearly as many as the longest one does. */
function holdOf(tally: NoiseTally): Suggestion | null {
  const most = Math.max(...tally.overWithin);
  if (most < WORTH || most < tally.unacted * SHARE) return null;
  const index = tally.overWithin.findIndex((n) => n >= most * 0.8);
  const hold = HOLDS[index] as Duration;
  const avoided = tally.overWithin[index] as number;
  if (avoided < tally.unacted * SHARE) return null;
  return {
    kind: 'hold',
    text: `Hold for ${printDuration(hold)}: ${ofAll(avoided, tally)} were over by then.`,
    yaml: `hold: ${hold / MINUTE}m`,
    avoided,
  };
}

function flappingOf(tally: NoiseTally, sightings: readonly UnactedSighting[]): Suggestion | null {
  const times = new Map<string, number[]>();
  for (const { key, openedAt } of sightings) {
    const known = times.get(key);
    if (known) known.push(openedAt);
    else times.set(key, [openedAt]);
  }
  let avoided = 0;
  for (const opened of times.values()) {
    opened.sort((a, b) => a - b);
    // The fourth within half an hour is held back, and those after it.
    for (let i = FLAPS - 1; i < opened.length; i++)
      if ((opened[i] as number) - (opened[i - FLAPS + 1] as number) <= FLAP_WITHIN) avoided += 1;
  }
  if (avoided < WORTH) return null;
  return {
    kind: 'flapping',
    text: `It flaps: ${ofAll(avoided, tally)} were at least the ${FLAPS}th within ${printDuration(FLAP_WITHIN)}.`,
    yaml: `flapping: { changes: ${FLAPS}, within: ${FLAP_WITHIN / MINUTE}m, steady: 5m }`,
    avoided,
  };
}

function groupOf(tally: NoiseTally, sightings: readonly UnactedSighting[]): Suggestion | null {
  const inOrder = sightings.toSorted((a, b) => a.openedAt - b.openedAt);
  let avoided = 0;
  let openUntil = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const keys = new Set<string>();
  for (const { key, openedAt, resolvedAt } of inOrder) {
    // It joins what is still open and was joined lately; the same alert again is not another one.
    if (openedAt < openUntil && openedAt - last <= GROUP_WINDOW && !keys.has(key)) avoided += 1;
    else keys.clear();
    keys.add(key);
    openUntil = Math.max(openUntil, resolvedAt);
    last = openedAt;
  }
  if (avoided < WORTH || avoided < sightings.length * 0.3) return null;
  return {
    kind: 'group',
    text: `Group by alertname: ${ofAll(avoided, tally)} would have joined an incident that was open already.`,
    yaml: 'group: { by: [alertname], wait: 30s, window: 5m }',
    avoided,
  };
}

function ofAll(avoided: number, { unacted }: NoiseTally): string {
  return avoided >= unacted ? `all ${unacted} pages` : `${avoided} of ${unacted} pages`;
}
