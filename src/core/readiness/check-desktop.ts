import { type Duration, HOUR, MINUTE, printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import { type Check, type CheckState, NO_ACT, sentence } from './check';
import type { Known, MachineFacts, ReadinessFacts } from './facts';

/** What the machine said longer ago is not known any more. */
export const STALE: Duration = 15 * MINUTE;
/** So long before a duty begins its holder wants to know that the machine may sleep through it. */
const BEFORE_DUTY: Duration = 24 * HOUR;

type Half = { readonly state: CheckState; readonly says: string };

/** What the machine under the pager says: can it show, sound, hear the network and stay awake? */
export function checkDesktop(facts: ReadinessFacts, now: Instant): Check[] {
  const { machine, storing, startedAt } = facts;
  const fresh = machine !== null && Math.abs(now - machine.at) <= STALE ? machine : null;
  const one = <T>(
    id: string,
    title: string,
    known: (from: MachineFacts) => Known<T>,
    judge: (value: T, from: MachineFacts) => Half,
  ): Check => {
    const base = { id, group: 'desktop', title, act: NO_ACT } as const;
    if (!fresh) return { ...base, state: 'unknown', says: 'It was not read yet.', since: null };
    const told = known(fresh);
    if (!told.known) return { ...base, state: 'unknown', says: sentence(told.why), since: null };
    return { ...base, ...judge(told.value, fresh), since: fresh.at };
  };
  return [
    {
      id: 'engine',
      group: 'desktop',
      title: 'Pager',
      state: 'ok',
      says: `It runs, for ${printDuration(now - startedAt)}.`,
      since: startedAt,
      act: NO_ACT,
    },
    {
      id: 'storing',
      group: 'desktop',
      title: 'Storing',
      state: storing.ok ? 'ok' : 'bad',
      says: storing.ok
        ? 'What comes in is on the disk before it is answered.'
        : sentence(`nothing can be stored: ${storing.text}; senders are told to send again`),
      since: null,
      act: storing.ok ? NO_ACT : { kind: 'screen', screen: 'settings' },
    },
    one(
      'notifications',
      'Notifications',
      (from) => from.notifications,
      ({ can, says }) => ({
        state: can ? 'ok' : 'warn',
        says: can ? sentence(says) : `${sentence(says)} The pop-up does not need them.`,
      }),
    ),
    one(
      'do-not-disturb',
      'Do not disturb',
      (from) => from.doNotDisturb,
      ({ on, says }) => ({
        state: on ? 'warn' : 'ok',
        says: on
          ? `${sentence(says)} Notifications are held back by the system; pop-up and sound still come.`
          : sentence(says),
      }),
    ),
    one('sound', 'Sound', (from) => from.sound, soundSays),
    one(
      'network',
      'Network',
      (from) => from.network,
      ({ up, says }) => ({
        state: up ? 'ok' : facts.sources.some(({ polled }) => polled) ? 'bad' : 'warn',
        says: sentence(says),
      }),
    ),
    powerCheck(facts, fresh, now),
  ];
}

function soundSays(
  { device, muted, volume }: { device: string; muted: boolean; volume: number | null },
  { ownSound }: MachineFacts,
): Half {
  if (ownSound === 'off')
    return { state: 'warn', says: 'Sound is off in the settings of Watchbill. Pages only show.' };
  if (device === '')
    return {
      state: 'warn',
      says: 'There is no sound device, so a page cannot be heard. Plug in or switch on one.',
    };
  if (muted)
    return { state: 'warn', says: `The output is muted (${device}), so a page cannot be heard. Unmute it.` };
  if (volume !== null && volume < 0.05)
    return {
      state: 'warn',
      says: `The volume of ${device} is ${percent(volume)}, so a page can hardly be heard.`,
    };
  return {
    state: 'ok',
    says: `${device}${volume === null ? '' : `, volume ${percent(volume)}`}, not muted.`,
  };
}

/** Asleep nobody is paged here. That matters to whoever is on call, or soon. */
function powerCheck(facts: ReadinessFacts, machine: MachineFacts | null, now: Instant): Check {
  const base = { id: 'power', group: 'desktop', title: 'Power and sleep', act: NO_ACT } as const;
  if (!machine) return { ...base, state: 'unknown', says: 'It was not read yet.', since: null };
  const { power, sleep } = machine;
  if (!power.known && !sleep.known)
    return { ...base, state: 'unknown', says: sentence(power.why), since: null };
  const { duty } = facts;
  const matters = duty.now || (duty.nextAt !== null && duty.nextAt - now <= BEFORE_DUTY);
  const parts: string[] = [];
  let risk = false;
  if (power.known) {
    const { plugged, charge } = power.value;
    if (plugged) parts.push('plugged in');
    else {
      risk = true;
      parts.push(charge === null ? 'on battery' : `on battery, ${percent(charge)} left`);
    }
  }
  if (sleep.known) {
    const after = power.known && !power.value.plugged ? sleep.value.battery : sleep.value.plugged;
    if (sleep.value.blocked) parts.push('a program keeps it awake now');
    else if (after === null) parts.push('it does not go to sleep by itself');
    else {
      risk = true;
      parts.push(`it goes to sleep after ${printDuration(after)} of rest`);
    }
  } else parts.push(`when it goes to sleep ${sleep.why}`);
  const says = sentence(parts.join(', '));
  if (!risk) return { ...base, state: 'ok', says, since: machine.at };
  const when = duty.now ? 'You are on call now' : 'You will be on call soon';
  return {
    ...base,
    state: matters ? 'warn' : 'ok',
    says: matters ? `${says} ${when}: asleep, it pages nobody.` : `${says} Asleep, it pages nobody.`,
    since: machine.at,
  };
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
