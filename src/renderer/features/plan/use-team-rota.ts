import { useEffect } from 'react';
import type { RotaView } from '../../../contract/rota/rota-views';
import type { ScheduleDraft } from '../../../contract/rota/schedule-views';
import { parseTurn } from '../../../core/schedule/parse-turn';
import { call } from '../../bridge';
import { dayOf } from '../../lib/format-time';
import { useAsked } from '../../parts/use-asked';
import { useMirror } from '../../state/mirror';
import { setDraft, usePlanDraft } from './plan-store';
import { quarterSpan } from './quarter';

const HOUR = 3_600_000;

const ask = () => {
  const from = Date.now();
  return call('rota.get', { from, to: from + HOUR, schedules: [] });
};

/** The schedules and people there are; the draft is filled in from the first schedule. */
export function useTeamRota(): { rota: RotaView | null; trouble: string; again: () => void } {
  const version = useMirror((mirror) => mirror.rotaVersion);
  const { value: rota, trouble, again } = useAsked(ask, version);
  const schedule = usePlanDraft((draft) => draft.schedule);
  const first = rota?.schedules[0]?.id ?? '';
  const known = rota?.schedules.some(({ id }) => id === schedule) === true;
  useEffect(() => {
    if (rota && first !== '' && !known) void chooseSchedule(rota, first);
  }, [rota, first, known]);
  return { rota, trouble, again };
}

/** Takes a schedule: its people, its turn and the next quarter as its first layer hands it off. */
export async function chooseSchedule(rota: RotaView, id: string): Promise<void> {
  const row = rota.schedules.find((schedule) => schedule.id === id);
  const zone = row?.timeZone ?? rota.teamZone;
  setDraft({ schedule: id });
  let draft: ScheduleDraft | null = null;
  try {
    draft = await call('schedule.draft', { id });
  } catch {
    // The usual week does as well.
  }
  if (usePlanDraft.getState().schedule !== id) return;
  const layer = draft?.layers.find(({ people, calendar }) => people.length > 0 && calendar === '');
  const turn = parseTurn(layer?.turn ?? '1 week');
  const { every, unit } = turn.ok ? turn.value : { every: 1, unit: 'weeks' as const };
  const known = new Set(rota.people.map((person) => person.id));
  const own = [...new Set(layer?.people ?? [])].filter((person) => known.has(person));
  const people = own.length > 0 ? own : [...known];
  const span = quarterSpan(dayOf(Date.now(), zone), 1, layer?.start ?? '', unit);
  const wishes = usePlanDraft.getState().wishes.filter(({ person }) => known.has(person));
  setDraft({ people, every: String(every), unit, span: 'next', ...span, wishes });
  handoffs.set(id, layer?.start ?? '');
}

/** A handoff of each schedule, for the quarters. */
const handoffs = new Map<string, string>();

/** Takes one of the quarters to come; the days typed stay with `own`. */
export function chooseSpan(span: 'next' | 'after' | 'own', zone: string): void {
  const { schedule, unit } = usePlanDraft.getState();
  if (span === 'own') return setDraft({ span });
  const ahead = span === 'next' ? 1 : 2;
  setDraft({ span, ...quarterSpan(dayOf(Date.now(), zone), ahead, handoffs.get(schedule) ?? '', unit) });
}
