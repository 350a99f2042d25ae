import { useEffect, useMemo, useState } from 'react';
import type { RotaView } from '../../../contract/rota/rota-views';
import type { IncidentRow } from '../../../contract/views/queue';
import type { TeamView } from '../../../contract/views/team';
import { call } from '../../bridge';
import { run } from '../../keys/commands';
import { type Command, KEYS } from '../../keys/keys';
import { clockTime } from '../../lib/format-time';
import { nextDuty } from '../../parts/people-next';
import { openHandover } from '../../parts/schedule-handover-place';
import { openSchedule } from '../../parts/schedule-place';
import { pollNow } from '../../state/act';
import { useZone } from '../../state/mirror';
import { goTo, openOver, setFilter, showIncident, WHOLE_QUEUE } from '../../state/screen';
import { useAnswer } from '../../state/use-answer';

/** One thing that was found, and what choosing it does. */
export type Find = {
  readonly id: string;
  readonly kind: 'Actions' | 'Incidents' | 'Services' | 'Schedules' | 'People';
  readonly words: string;
  readonly detail: string;
  readonly keys: string;
  readonly row?: IncidentRow;
  readonly person?: TeamView['people'][number];
  readonly choose: () => void;
};

const NONE: readonly Find[] = [];
const REST = 80;
const MOST = 8;
const ACTIONS: readonly Command[] = [
  'acknowledge',
  'snooze',
  'resolve',
  'unacknowledge',
  'note',
  'markAll',
  'search',
  'goQueue',
  'goCalendar',
  'goSchedules',
  'goFairness',
  'goPlan',
  'goSources',
  'goTeam',
  'goSettings',
  'goPractice',
  'goReadiness',
  'goReach',
  'goSilences',
  'goPolicies',
  'goExplain',
  'goNoise',
  'keys',
];

/** What fits the words typed: actions, incidents of any status, services, people. Every word must occur. */
export function useFinds(text: string): readonly Find[] {
  const team = useTeam();
  const rota = useRota();
  const zone = useZone();
  const incidents = useIncidents(text);
  return useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (...where: string[]) =>
      words.every((word) => where.some((place) => place.toLowerCase().includes(word)));
    const shown = words.length > 0;
    return [
      ...actions(rota !== null && rota.schedules.length > 0).filter(({ words: name }) => fits(name)),
      ...incidents,
      ...(team?.services ?? [])
        .filter(({ name, id }) => shown && fits(name, id))
        .slice(0, MOST)
        .map(
          (service): Find => ({
            id: `service-${service.id}`,
            kind: 'Services',
            words: service.name,
            detail: 'Show its incidents',
            keys: '',
            choose: () => {
              goTo('queue');
              setFilter({ ...WHOLE_QUEUE, services: [service.id] });
            },
          }),
        ),
      ...(rota?.schedules ?? [])
        .filter(({ name, id }) => shown && fits(name, id, 'schedule'))
        .slice(0, MOST)
        .map(
          (schedule): Find => ({
            id: `schedule-${schedule.id}`,
            kind: 'Schedules',
            words: schedule.name,
            detail: nowOf(rota, schedule.id),
            keys: '',
            choose: () => openSchedule(schedule.id),
          }),
        ),
      ...(team?.people ?? [])
        .filter(({ name, email }) => shown && fits(name, email))
        .slice(0, MOST)
        .map(
          (person): Find => ({
            id: `person-${person.id}`,
            kind: 'People',
            words: person.name,
            detail: dutyWords(rota, person.id, zone) || person.email || person.timeZone,
            keys: '',
            person,
            choose: () => goTo('team'),
          }),
        ),
    ];
  }, [text, team, rota, zone, incidents]);
}

/** Who is on call for a schedule now. */
function nowOf(rota: RotaView | null, schedule: string): string {
  const now = Date.now();
  const shift = rota?.schedules
    .find(({ id }) => id === schedule)
    ?.shifts.find(({ start, end }) => start <= now && now < end);
  if (!shift) return '';
  if (shift.person === null) return 'Nobody is on call';
  return `${rota?.people.find(({ id }) => id === shift.person)?.name ?? shift.person} is on call`;
}

/** `On call for Primary until Mon 09:00`, `Next: Primary, Fri 18:00`; '' for nothing in the next eight weeks. */
function dutyWords(rota: RotaView | null, person: string, zone: string): string {
  const now = Date.now();
  const duty = rota && nextDuty(rota, person, now);
  if (!duty) return '';
  return duty.now
    ? `On call for ${duty.scheduleName} until ${clockTime(duty.end, now, zone)}`
    : `Next: ${duty.scheduleName}, ${clockTime(duty.start, now, zone)}`;
}

function actions(handover: boolean): Find[] {
  const ofKeys = KEYS.filter(({ command }) => ACTIONS.includes(command)).map(
    (binding): Find => ({
      id: `do-${binding.command}`,
      kind: 'Actions',
      words: binding.group === 'Go to' ? `Go to ${binding.words.toLowerCase()}` : binding.words,
      detail: '',
      keys: binding.shown,
      choose: () => {
        openOver(null);
        // After the palette let go of the keyboard.
        setTimeout(() => run(binding.command));
      },
    }),
  );
  const poll: Find = {
    id: 'do-poll',
    kind: 'Actions',
    words: 'Ask every source now',
    detail: '',
    keys: '',
    choose: () => void pollNow(),
  };
  const hand: Find = {
    id: 'do-handover',
    kind: 'Actions',
    words: 'Handover: open incidents, notes of the one before',
    detail: '',
    keys: '',
    choose: () => openHandover(''),
  };
  return handover ? [...ofKeys, poll, hand] : [...ofKeys, poll];
}

const loadTeam = () => call('team.get', {});
const AHEAD = 56 * 86_400_000;
const loadRota = () => {
  const from = Date.now();
  return call('rota.get', { from, to: from + AHEAD, schedules: [] });
};

function useRota(): RotaView | null {
  return useAnswer(loadRota).value;
}

function useTeam(): TeamView | null {
  return useAnswer(loadTeam).value;
}

function useIncidents(text: string): readonly Find[] {
  const [found, setFound] = useState<readonly Find[]>([]);
  useEffect(() => {
    if (text.trim() === '') return;
    let gone = false;
    const timer = setTimeout(() => {
      call('queue.window', { filter: { ...WHOLE_QUEUE, status: 'all', text }, offset: 0, limit: MOST })
        .then(({ rows }) => {
          if (!gone)
            setFound(
              rows.map((row) => ({
                id: `incident-${row.id}`,
                kind: 'Incidents',
                words: row.title,
                detail: row.service.name,
                keys: '',
                row,
                choose: () => showIncident(row.id, true),
              })),
            );
        })
        .catch(() => {});
    }, REST);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text]);
  return text.trim() === '' ? NONE : found;
}
