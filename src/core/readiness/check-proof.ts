import { DAY, type Duration, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import { ago, type Check, NO_ACT, sentence } from './check';
import type { DrillFact, OwnHeartbeatFact, ReadinessFacts } from './facts';

/** A month and some days: the drill of a month may come on its first day, and that of the next on its last. */
export const DRILL_OVERDUE: Duration = 65 * DAY;
/** So many of our own heartbeats may be lost before it is said. */
const LOST = 3;

/** What proves the whole of it: a drill that was answered, and somebody outside who notices when we are dead. */
export function checkProof(facts: ReadinessFacts, now: Instant): Check[] {
  return [checkDrills(facts.drills, now), checkOwn(facts.own, now)];
}

function checkDrills({ monthly, since, last, running }: DrillFact, now: Instant): Check {
  const base = { id: 'drill', group: 'proof', title: 'Drills', act: { kind: 'practise' } } as const;
  if (running) return { ...base, state: 'ok', says: 'A drill is running.', since: now };
  if (!last) {
    const overdue = monthly && since !== null && now - since > DRILL_OVERDUE;
    return {
      ...base,
      state: overdue ? 'warn' : 'unknown',
      says: overdue
        ? 'No drill has come since they were switched on: this desktop may never be on at working hours.'
        : monthly
          ? 'No drill yet. One comes each month, at a working hour.'
          : 'You were never drilled here. Practise, or have a drill come each month.',
      since: null,
    };
  }
  const when = ago(last.at, now);
  if (last.outcome === 'missed')
    return {
      ...base,
      state: 'warn',
      says: `The last drill, ${when}, was not answered: a page would have been missed.`,
      since: last.at,
    };
  if (last.outcome === 'late')
    return {
      ...base,
      state: 'warn',
      says: `The last drill, ${when}, was answered only after ${printDuration(last.answeredAfter ?? 0)}.`,
      since: last.at,
    };
  if (now - last.at > DRILL_OVERDUE)
    return { ...base, state: 'warn', says: `The last drill was ${when}. Practise again.`, since: last.at };
  if (last.outcome === 'interrupted')
    return {
      ...base,
      state: 'unknown',
      says: `The last drill, ${when}, was cut off: Watchbill was stopped, or the machine went to sleep.`,
      since: last.at,
    };
  return {
    ...base,
    state: 'ok',
    says: `The last drill, ${when}, was answered after ${printDuration(last.answeredAfter ?? 0)}.`,
    since: last.at,
  };
}

function checkOwn({ on, every, lastOkAt, since, problem, held }: OwnHeartbeatFact, now: Instant): Check {
  const base = { id: 'own-heartbeat', group: 'proof', title: "Watchbill's own heartbeat" } as const;
  const settings = { kind: 'none' } as const;
  if (!on)
    return {
      ...base,
      state: 'unknown',
      says: 'It is off: nothing outside notices when this desktop is dead.',
      since: null,
      act: settings,
    };
  const sent = lastOkAt === null ? 'none has arrived yet' : `the last one arrived ${ago(lastOkAt, now)}`;
  if (held !== '')
    return {
      ...base,
      state: 'warn',
      says: sentence(`it is not sent, so that somebody notices: ${held}; ${sent}`),
      since: lastOkAt,
      act: settings,
    };
  if (problem !== '' && now - Math.max(lastOkAt ?? 0, since) > LOST * every)
    return {
      ...base,
      state: 'warn',
      says: sentence(`it does not arrive: ${problem}; ${sent}`),
      since: lastOkAt,
      act: settings,
    };
  return {
    ...base,
    state: lastOkAt === null ? 'unknown' : 'ok',
    says: sentence(sent),
    since: lastOkAt,
    act: NO_ACT,
  };
}
