import type { EngineHandlers } from '../../contract/bridge';
import { printMatcher } from '../../core/alert/matcher';
import type { ServiceId } from '../../core/kernel/ids';
import { checkMatchers, checkMuteSpan } from '../../core/mute/check-silence';
import { DAY } from '../../core/time/duration';
import { heldBy } from '../store/noise-query';
import { type MutesFor, maintenanceViews, mutable, previewOf, silenceViews } from '../views/mutes';
import type { HandlerParts } from './parts';

type Calls =
  | 'silences.list'
  | 'silence.make'
  | 'silence.end'
  | 'silence.preview'
  | 'maintenance.list'
  | 'maintenance.start'
  | 'maintenance.end';

/** What was held back longer ago is not counted again each time that somebody looks. */
const COUNTED_FOR = 31 * DAY;
const MOST_COUNTED = 5000;

/** Silences and maintenance: people write them into the team's log, where every desktop finds them. */
export function muteHandlers(
  parts: Pick<HandlerParts, 'rota' | 'state' | 'names' | 'clock' | 'reader'>,
): Pick<EngineHandlers, Calls> {
  const { state, clock } = parts;
  const acts = () => parts.rota.current().acts;
  const live = () => mutable(state.incidents.values());

  function shownFrom(): MutesFor {
    const now = clock.now();
    const counted =
      parts.reader()?.asked((ask) => heldBy(ask, now - COUNTED_FOR, now + 1, MOST_COUNTED)) ?? [];
    return {
      now,
      names: parts.names(),
      calendars: parts.rota.current().calendars,
      live: live(),
      heldBack: new Map(counted.map(({ by, incidents }) => [by, incidents])),
    };
  }

  return {
    'silences.list': () => silenceViews(acts().silences, shownFrom()),

    'silence.preview': ({ matchers }) => {
      const checked = checkMatchers(matchers);
      if (!checked.ok) return { problem: checked.error, total: 0, incidents: [] };
      return previewOf(checked.value, live(), parts.names());
    },

    'silence.make': async ({ matchers, start, end, reason }) => {
      const now = clock.now();
      const checked = checkMatchers(matchers);
      if (!checked.ok) return { ok: false, text: checked.error, id: '' };
      const span = checkMuteSpan({ start, end, reason }, now);
      if (!span.ok) return { ok: false, text: span.error, id: '' };
      const texts = checked.value.map(printMatcher);
      const [made] = await parts.rota.act([{ kind: 'silenceMade', matchers: texts, ...span.value, reason }]);
      return {
        ok: true,
        id: made?.id ?? '',
        text: `Silenced ${from(span.value.start, now)}until ${parts.names().clock(end, now)}.`,
      };
    },

    'silence.end': async ({ id }) => {
      const now = clock.now();
      const silence = acts().silences.find((one) => one.id === id);
      if (!silence) return { ok: false, text: 'There is no such silence any more.' };
      if (silence.end <= now) return { ok: false, text: 'It is over already.' };
      await parts.rota.act([{ kind: 'silenceEnded', silence: id, at: now }]);
      return { ok: true, text: 'Ended: what still fires pages again.' };
    },

    'maintenance.list': () => maintenanceViews(state.team.maintenance ?? [], acts().maintenance, shownFrom()),

    'maintenance.start': async ({ services, start, end, reason }) => {
      const now = clock.now();
      const unknown = unknownServices(services, state.team.services);
      if (unknown !== '') return { ok: false, text: unknown, id: '' };
      const span = checkMuteSpan({ start, end, reason }, now);
      if (!span.ok) return { ok: false, text: span.error, id: '' };
      const [begun] = await parts.rota.act([
        { kind: 'maintenanceStarted', services: [...new Set(services)], ...span.value, reason },
      ]);
      const names = services.map((service) => parts.names().serviceName(service));
      const what = services.length === 0 ? 'all services' : names.join(', ');
      return {
        ok: true,
        id: begun?.id ?? '',
        text: `Maintenance of ${what} ${from(span.value.start, now)}until ${parts.names().clock(end, now)}.`,
      };
    },

    'maintenance.end': async ({ id }) => {
      const now = clock.now();
      if ((state.team.maintenance ?? []).some((one) => one.id === id))
        return { ok: false, text: 'It is planned in the team file; change it there.' };
      const begun = acts().maintenance.find((one) => one.id === id);
      if (begun?.when.kind !== 'once') return { ok: false, text: 'There is no such maintenance any more.' };
      if (begun.when.end <= now) return { ok: false, text: 'It is over already.' };
      await parts.rota.act([{ kind: 'maintenanceEnded', maintenance: id, at: now }]);
      return { ok: true, text: 'Ended: what still fires pages again.' };
    },
  };

  function from(start: number, now: number): string {
    return start <= now ? '' : `from ${parts.names().clock(start, now)} `;
  }
}

/** Which of them the team file does not have, as a sentence; '' where it has all. */
function unknownServices(
  asked: readonly ServiceId[],
  services: readonly { readonly id: ServiceId }[],
): string {
  const unknown = asked.filter((id) => !services.some((service) => service.id === id));
  return unknown.length === 0 ? '' : `The team file has no service "${unknown.slice(0, 3).join('", "')}".`;
}
