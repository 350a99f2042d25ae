import { useEffect, useMemo, useState } from 'react';
import type { IncidentRow, TeamView } from '../../../contract/views';
import { call } from '../../bridge';
import { run } from '../../keys/commands';
import { type Command, KEYS } from '../../keys/keys';
import { pollNow } from '../../state/act';
import { goTo, openOver, setFilter, showIncident, WHOLE_QUEUE } from '../../state/screen';
import { useAnswer } from '../../state/use-answer';

/** One thing that was found, and what choosing it does. */
export type Find = {
  readonly id: string;
  readonly kind: 'Actions' | 'Incidents' | 'Services' | 'People';
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
  'keys',
];

/** What fits the words typed: actions, incidents of any status, services, people. Every word must occur. */
export function useFinds(text: string): readonly Find[] {
  const team = useTeam();
  const incidents = useIncidents(text);
  return useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (...where: string[]) =>
      words.every((word) => where.some((place) => place.toLowerCase().includes(word)));
    const shown = words.length > 0;
    return [
      ...actions().filter(({ words: name }) => fits(name)),
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
      ...(team?.people ?? [])
        .filter(({ name, email }) => shown && fits(name, email))
        .slice(0, MOST)
        .map(
          (person): Find => ({
            id: `person-${person.id}`,
            kind: 'People',
            words: person.name,
            detail: person.email || person.timeZone,
            keys: '',
            person,
            choose: () => goTo('team'),
          }),
        ),
    ];
  }, [text, team, incidents]);
}

function actions(): Find[] {
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
  return [...ofKeys, poll];
}

const loadTeam = () => call('team.get', {});

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
