import { WATCHBILL } from '../incident/incident';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import { beatsSetBack } from './heartbeats';

/** A leap and the way back need not be the same to the second. */
const ABOUT: Duration = MINUTE;

/**
 * The machine's clock was set back: everything that waits is moved along, so that nothing is due an hour later for it,
 * nor once more (reliability B1). A clock that is set forward is met as a sleep is: what is due by it is due now. Where
 * it is set back by as much, it was no sleep: what was written before is right as it stands.
 */
export function setBack(draft: Draft, back: Duration): void {
  const { state, at } = draft;
  const { leap } = state;
  const since = leap && Math.abs(leap.until - leap.from - back) <= ABOUT ? leap.until : null;
  const moved = (time: Instant): Instant => (since === null || time >= since ? time - back : time);
  for (const incident of state.incidents.keys())
    draft.record({ kind: 'clockSet', at, by: WATCHBILL, incident, back, since });
  for (const [id, health] of state.sources)
    draft.health.set(id, {
      ...health,
      lastGoodAt: health.lastGoodAt && moved(health.lastGoodAt),
      lastBadAt: health.lastBadAt && moved(health.lastBadAt),
      failingSince: health.failingSince && moved(health.failingSince),
      nextTryAt: health.nextTryAt && moved(health.nextTryAt),
      watchedSince: moved(health.watchedSince),
    });
  beatsSetBack(draft, moved);
  // It rests for minutes: one from before a leap is over by either clock, or soon.
  for (const [key, { startsAt, until }] of state.rested)
    draft.rested.set(key, { startsAt, until: until - back });
  draft.listeningSince = moved(state.listeningSince);
  draft.leap = null;
}
