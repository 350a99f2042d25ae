import { useEffect, useState } from 'react';
import type { IncidentView } from '../../../contract/views';
import { call } from '../../bridge';
import { useMirror } from '../../state/mirror';

export type Shown = {
  readonly incident: IncidentView | null;
  readonly state: 'waiting' | 'here' | 'gone' | 'failed';
  readonly error: string;
};

/**
 * One incident with its story, asked again whenever the queue changes. While the next one is on its way the last one
 * stays, so that moving through the list does not flicker.
 */
export function useIncident(id: string): Shown {
  const version = useMirror((mirror) => mirror.queueVersion);
  const [shown, setShown] = useState<Shown>({ incident: null, state: 'waiting', error: '' });
  useEffect(() => {
    let gone = false;
    call('incident.get', { id })
      .then((incident) => {
        if (!gone) setShown({ incident, state: incident ? 'here' : 'gone', error: '' });
      })
      .catch((error: unknown) => {
        if (!gone)
          setShown((before) => ({
            incident: before.incident?.id === id ? before.incident : null,
            state: 'failed',
            error: (error as Error).message,
          }));
      });
    return () => {
      gone = true;
    };
  }, [id, version]);
  return shown;
}
