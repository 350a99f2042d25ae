import { useCallback, useState } from 'react';
import type { IncidentView } from '../../../contract/views/incident';
import { call } from '../../bridge';
import { useAnswer, whenChanged } from '../../state/use-answer';

export type Shown = {
  readonly incident: IncidentView | null;
  readonly state: 'waiting' | 'here' | 'gone' | 'failed';
  readonly error: string;
  /** Asks for older facts and pages, too. */
  readonly more: () => void;
};

/**
 * So many of the newest facts at first, and so many times as many each time older ones are wanted: some hundred lines are
 * drawn within a frame or two.
 */
const FIRST = 100;
const TIMES = 4;
const MOST = 100_000;

const queueChanged = whenChanged((mirror) => mirror.queueVersion);

/**
 * One incident with its story, asked again whenever the queue changes. While the next one is on its way the last one
 * stays, so that moving through the list does not flicker.
 */
export function useIncident(id: string): Shown {
  const [wanted, setWanted] = useState({ id, newest: FIRST });
  const newest = wanted.id === id ? wanted.newest : FIRST;
  const load = useCallback(
    async () => ({ id, incident: await call('incident.get', { id, newest }) }),
    [id, newest],
  );
  const more = useCallback(() => setWanted({ id, newest: Math.min(MOST, newest * TIMES) }), [id, newest]);
  const { value, error } = useAnswer(load, queueChanged);
  if (error && value?.id !== id) return { incident: null, state: 'failed', error, more };
  if (!value) return { incident: null, state: 'waiting', error: '', more };
  return { incident: value.incident, state: value.incident ? 'here' : 'gone', error, more };
}
