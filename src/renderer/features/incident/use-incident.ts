import { useCallback } from 'react';
import type { IncidentView } from '../../../contract/views/incident';
import { call } from '../../bridge';
import { useAnswer, whenChanged } from '../../state/use-answer';

export type Shown = {
  readonly incident: IncidentView | null;
  readonly state: 'waiting' | 'here' | 'gone' | 'failed';
  readonly error: string;
};

const queueChanged = whenChanged((mirror) => mirror.queueVersion);

/**
 * One incident with its story, asked again whenever the queue changes. While the next one is on its way the last one
 * stays, so that moving through the list does not flicker.
 */
export function useIncident(id: string): Shown {
  const load = useCallback(async () => ({ id, incident: await call('incident.get', { id }) }), [id]);
  const { value, error } = useAnswer(load, queueChanged);
  if (error && value?.id !== id) return { incident: null, state: 'failed', error };
  if (!value) return { incident: null, state: 'waiting', error: '' };
  return { incident: value.incident, state: value.incident ? 'here' : 'gone', error };
}
