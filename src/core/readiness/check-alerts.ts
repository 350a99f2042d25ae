import { type Duration, MINUTE, printDuration, SECOND } from '../time/duration';
import type { Instant } from '../time/instant';
import { ago, type Check, NO_ACT, sentence } from './check';
import type { ClockFact, HeartbeatFact, ReadinessFacts, SourceFact } from './facts';

/** Above this alerts and acts of two desktops are told in an order that was not. */
export const CLOCK_WARN: Duration = 30 * SECOND;
/** Above this steps fall due so early or late that somebody else is paged. */
export const CLOCK_BAD: Duration = 5 * MINUTE;
/** What is not open so soon after the start is being opened: no reason to cry at each start. */
export const STARTING: Duration = 15 * SECOND;

const SOURCES = { kind: 'screen', screen: 'sources' } as const;

/** Whether alerts get here: what is asked, what is sent, what must be heard from, and by which clock. */
export function checkAlerts(facts: ReadinessFacts, now: Instant): Check[] {
  const { sources } = facts;
  return [
    ...(sources.length === 0 ? [noSources()] : sources.map((source) => checkSource(source, now))),
    checkListener(facts, now),
    ...facts.heartbeats.map((heartbeat) => checkHeartbeat(heartbeat, now)),
    checkClock(facts.clocks, now),
  ];
}

function noSources(): Check {
  return {
    id: 'sources',
    group: 'alerts',
    title: 'Sources',
    state: 'warn',
    says: 'No monitoring system is watched, and none is known to send here. Add one.',
    since: null,
    act: SOURCES,
  };
}

function checkSource(source: SourceFact, now: Instant): Check {
  const { id, title, polled, state, lastGoodAt, failingSince, lastError } = source;
  const base = { id: `source:${id}`, group: 'alerts', title } as const;
  const heard = lastGoodAt === null ? 'no good answer yet' : `last good answer ${ago(lastGoodAt, now)}`;
  switch (state) {
    case 'blind':
      return {
        ...base,
        state: 'bad',
        says: sentence(`its alerts do not get here: ${lastError || 'nothing was heard at all'}; ${heard}`),
        since: failingSince,
        act: SOURCES,
      };
    case 'failing':
      return {
        ...base,
        state: 'warn',
        says: sentence(`it does not answer: ${lastError || 'no reason given'}; ${heard}`),
        since: failingSince,
        act: SOURCES,
      };
    case 'ok':
      return {
        ...base,
        state: 'ok',
        says: sentence(polled ? heard : `last sent ${ago(lastGoodAt ?? now, now)}`),
        since: lastGoodAt,
        act: NO_ACT,
      };
    case 'waiting':
      return {
        ...base,
        state: 'unknown',
        says: polled
          ? 'It was not heard yet since Watchbill started or this machine woke up.'
          : 'Nothing was sent since Watchbill started. That may be all right: it speaks only when it has something to say.',
        since: null,
        act: polled ? { kind: 'ask-sources' } : SOURCES,
      };
  }
}

function checkListener({ listener, startedAt }: ReadinessFacts, now: Instant): Check {
  const base = { id: 'listener', group: 'alerts', title: 'Listener', since: null } as const;
  if (listener.ok) return { ...base, state: 'ok', says: 'Senders can reach this desktop.', act: NO_ACT };
  // One that could not be opened says why, at once.
  if (listener.text === '' && now >= startedAt && now - startedAt < STARTING)
    return { ...base, state: 'unknown', says: 'It is being opened.', act: NO_ACT };
  return {
    ...base,
    state: listener.needed ? 'bad' : 'warn',
    says: sentence(`nobody can send alerts to this desktop: ${listener.text || 'it is not open'}`),
    act: { kind: 'screen', screen: 'settings' },
  };
}

function checkHeartbeat(
  { id, name, within, lastHeardAt, missedAt, waiting, called }: HeartbeatFact,
  now: Instant,
): Check {
  const base = { id: `heartbeat:${id}`, group: 'alerts', title: `Heartbeat ${name}`, act: NO_ACT } as const;
  const heard =
    lastHeardAt === null ? 'it was never heard here' : `it was last heard ${ago(lastHeardAt, now)}`;
  if (missedAt !== null)
    return {
      ...base,
      // What a job does not say keeps no page from anybody.
      state: called ? 'warn' : 'bad',
      says: sentence(
        `not heard for ${printDuration(within)}, ${heard}${called ? '' : ': alerts behind it may not come either'}`,
      ),
      since: missedAt,
      act: { kind: 'screen', screen: 'queue' },
    };
  if (waiting)
    return {
      ...base,
      state: 'unknown',
      says: 'Nothing of it came to this desktop. It is watched here from the first beat on.',
      since: null,
    };
  return {
    ...base,
    state: lastHeardAt === null ? 'unknown' : 'ok',
    says: sentence(heard),
    since: lastHeardAt,
  };
}

/** By the middle one of the clocks that were seen: one source with a wrong clock is not our fault. */
function checkClock(clocks: readonly ClockFact[], now: Instant): Check {
  const base = { id: 'clock', group: 'alerts', title: 'Clock', act: NO_ACT } as const;
  const sorted = clocks.toSorted((a, b) => a.ahead - b.ahead);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle)
    return {
      ...base,
      state: 'unknown',
      says: 'No source has told the time, so this clock could not be compared with another.',
      since: null,
    };
  const off = Math.abs(middle.ahead);
  // What the measuring itself may be off by is no fault of the clock.
  const sure = Math.max(0, off - middle.within);
  const state = sure > CLOCK_BAD ? 'bad' : sure > CLOCK_WARN ? 'warn' : 'ok';
  const whose = clocks.length === 1 ? `that of ${middle.title}` : `those of ${clocks.length} sources`;
  if (state === 'ok')
    return {
      ...base,
      state,
      says: `It agrees with ${whose}, to ${printDuration(Math.max(off, SECOND))}.`,
      since: middle.at,
    };
  const doubt =
    clocks.length === 1
      ? 'One of the two is wrong. Set them both by the network.'
      : 'Set this machine by the network.';
  return {
    ...base,
    state,
    says: `This clock is ${printDuration(off)} ${middle.ahead > 0 ? 'ahead of' : 'behind'} ${whose}, as heard ${ago(middle.at, now)}. ${doubt} Pages and steps fall due by it.`,
    since: middle.at,
  };
}
