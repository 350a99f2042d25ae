import type { EngineHandlers } from '../../contract/bridge';
import { onCallAt } from '../../core/schedule/on-call-at';
import type { Rota } from '../../core/schedule/rota';
import type { Schedule } from '../../core/schedule/schedule';
import type { ActBody } from '../../core/team-log/act';
import { DAY, type Duration } from '../../core/time/duration';
import { makeOverride, removeOverride, wrongSpan } from '../../core/trade/override';
import { dutiesNow } from '../views/duties-now';
import { handoverViewOf } from '../views/handover';
import { rotaViewOf, whyViewOf } from '../views/rota';
import type { HandlerParts } from './parts';

type Calls =
  | 'rota.get'
  | 'rota.why'
  | 'rota.who'
  | 'override.make'
  | 'override.remove'
  | 'away.set'
  | 'away.remove'
  | 'notice.list'
  | 'notice.dismiss'
  | 'handover.get'
  | 'handover.note';

const LONGEST_LOOK: Duration = 400 * DAY;

export function rotaHandlers(parts: HandlerParts): Pick<EngineHandlers, Calls> {
  const { state, clock } = parts;
  const rota = () => parts.rota.current();

  /** Writes one act down. @returns its id and what to say */
  async function act(body: ActBody, said: string): Promise<{ ok: boolean; text: string; id: string }> {
    const [made] = await parts.rota.act([body]);
    return { ok: true, text: said, id: made?.id ?? '' };
  }

  return {
    'rota.get': ({ from, to, schedules }) =>
      rotaViewOf({
        rota: rota(),
        span: { start: from, end: Math.max(from + 1, Math.min(to, from + LONGEST_LOOK)) },
        schedules,
        names: parts.names(),
        teamZone: state.team.timeZone,
        problems: parts.rota.problems(),
      }),
    'rota.why': ({ schedule, at }) => whyViewOf(rota(), known(rota(), schedule), at, parts.names()),
    'rota.who': () => {
      const now = clock.now();
      return dutiesNow(rota(), parts.names(), now).map((duty) => {
        const next =
          duty.until === null ? null : onCallAt(rota(), known(rota(), duty.schedule), duty.until).person;
        return { ...duty, next: next === null ? null : parts.names().person(next) };
      });
    },
    'override.make': async (wanted) => {
      const now = clock.now();
      const checked = makeOverride(rota(), wanted, now);
      if (!checked.ok) return { ok: false, text: checked.error, id: '' };
      const { person, schedule, end } = checked.value;
      const name = person === null ? 'Nobody' : parts.names().person(person).name;
      const until = parts.names().dayAndClock(end, now);
      return act(checked.value, `${name} is on call for ${known(rota(), schedule).name} until ${until}.`);
    },
    'override.remove': async ({ id }) => {
      const acts = removeOverride(rota(), id, clock.now());
      if (!acts.ok) return { ok: false, text: acts.error };
      await parts.rota.act(acts.value);
      return { ok: true, text: 'Undone: the layers beneath hold again.' };
    },
    'away.set': async ({ person, start, end, reason }) => {
      if (!rota().people.some(({ id }) => id === person))
        return { ok: false, text: `There is nobody with the id "${person}".`, id: '' };
      const refused = wrongSpan({ start, end }, clock.now());
      if (refused !== '') return { ok: false, text: refused, id: '' };
      return act(
        { kind: 'awaySet', person, start, end, reason },
        `${parts.names().person(person).name} is away then.`,
      );
    },
    'away.remove': async ({ id }) => {
      if (!rota().acts.away.some((away) => away.id === id))
        return { ok: false, text: 'It stands in a calendar, or is gone already.' };
      const { ok, text } = await act({ kind: 'awayRemoved', away: id }, 'Taken back.');
      return { ok, text };
    },
    'notice.list': () => [...parts.notices.list()],
    'notice.dismiss': ({ id }) => {
      parts.notices.dismiss(id);
      return {};
    },
    'handover.get': ({ schedule }) => {
      const now = clock.now();
      return handoverViewOf({
        rota: rota(),
        schedule: known(rota(), schedule),
        at: now,
        live: [...state.incidents.values()],
        recent: parts.reader()?.between(now - 14 * DAY, now, 5000) ?? [],
        names: parts.names(),
      });
    },
    'handover.note': async ({ schedule, text }) => {
      known(rota(), schedule);
      const { ok, text: said } = await act(
        { kind: 'handoverNoted', schedule, text },
        'Noted for the next one.',
      );
      return { ok, text: said };
    },
  };
}

function known(rota: Rota, id: string): Schedule {
  const schedule = rota.schedules.find((candidate) => candidate.id === id);
  if (!schedule) throw new Error(`There is no schedule "${id}" any more.`);
  return schedule;
}
