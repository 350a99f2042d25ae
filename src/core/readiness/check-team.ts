import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import { type Check, counted, NO_ACT, sentence } from './check';
import type { GapFact, HeldFact, ReadinessFacts } from './facts';
import { momentIn } from './moment-in';

/** Whether the others hear of us, and whether somebody is on call at all. */
export function checkTeam(facts: ReadinessFacts, now: Instant): Check[] {
  return [checkSharing(facts), checkGaps(facts, now), checkHeld(facts, now)];
}

function checkSharing({ team }: ReadinessFacts): Check {
  const base = { id: 'team', group: 'team', title: 'Team folder', since: null } as const;
  const wrong = [team.log, team.sync, team.file].filter((text) => text !== '');
  if (wrong.length === 0)
    return {
      ...base,
      state: 'ok',
      says: 'It can be read, and what is done here is written for the others.',
      act: NO_ACT,
    };
  return {
    ...base,
    state: 'warn',
    says: `${wrong.map(sentence).join(' ')} What you answer may page others all the same.`,
    act: { kind: 'screen', screen: 'team' },
  };
}

function checkGaps({ gaps, schedules, timeZone, lastResort }: ReadinessFacts, now: Instant): Check {
  const base = { id: 'gaps', group: 'team', title: 'Somebody on call, for two weeks' } as const;
  const act = { kind: 'screen', screen: 'calendar' } as const;
  if (schedules === 0)
    return {
      ...base,
      state: 'unknown',
      says: 'There is no schedule, so whoever sits at a desktop is on call.',
      since: null,
      act: NO_ACT,
    };
  const holes = gaps.filter(({ meant }) => !meant);
  const closed = gaps.length - holes.length;
  const first = holes[0];
  if (!first)
    return {
      ...base,
      state: 'ok',
      says: closed === 0 ? 'No gap.' : `No gap beyond the closed hours (${counted(closed, 'time')}).`,
      since: null,
      act: NO_ACT,
    };
  const total = holes.reduce((sum, { start, end }) => sum + end - start, 0);
  const more = holes.length > 1 ? ` ${counted(holes.length, 'gap')}, ${printDuration(total)} in all.` : '';
  const falls =
    lastResort === '' ? 'Everyone is paged then.' : `${lastResort} is paged then, as the last resort.`;
  return {
    ...base,
    state: 'warn',
    says: `Nobody is on call for ${first.name} ${spanText(first, timeZone, now)}.${more} ${falls}`,
    since: first.start <= now ? first.start : null,
    act,
  };
}

/** `from Sat 28 Nov 17:00 to Sun 29 Nov 09:00`, `now, until Mon 09:00`. */
export function spanText({ start, end }: GapFact, timeZone: string, now: Instant): string {
  const until = momentIn(end, timeZone);
  return start <= now ? `now, until ${until}` : `from ${momentIn(start, timeZone)} to ${until}`;
}

const HOW: Readonly<Record<HeldFact['how'], string>> = {
  'quiet-hours': 'your quiet hours hold back what is not critical',
  silence: 'a silence holds pages back',
  maintenance: 'maintenance holds pages back',
};

function checkHeld({ held, timeZone }: ReadinessFacts, now: Instant): Check {
  const base = { id: 'held', group: 'team', title: 'Held back now' } as const;
  if (held.length === 0)
    return { ...base, state: 'ok', says: 'Nothing holds your pages back.', since: null, act: NO_ACT };
  const told = held.slice(0, 3).map(({ how, text, until }) => {
    const end = until === null ? '' : ` until ${momentIn(until, timeZone)}`;
    return sentence(`${HOW[how]}${end}${text === '' ? '' : `: ${text}`}`);
  });
  const more = held.length > 3 ? ` And ${held.length - 3} more.` : '';
  return {
    ...base,
    state: 'warn',
    says: `${told.join(' ')}${more}`,
    since: now,
    act: { kind: 'screen', screen: held.some(({ how }) => how !== 'quiet-hours') ? 'queue' : 'team' },
  };
}
