import type { Alert } from '../core/alert/alert';
import { PRACTICE_KEY } from '../core/incident/practice';
import { type IncidentId, WATCHBILL_SOURCE } from '../core/kernel/ids';
import type { Input } from '../core/step/input';
import type { State } from '../core/step/state';
import { alertKey } from '../core/step/state';
import type { Clock } from './ports';

/** A practice page goes the real way, from an alert to the channels. */
export type Practice = {
  /** The alert to take in; one before it that nobody answered is over. */
  begin(severity: 'critical' | 'warning'): readonly Input[];
  /** The incident of the last practice page; null before the first. */
  incident(): IncidentId | null;
  /** Dedup key of the last practice page; null before the first. */
  key(): string | null;
  /** After a start: goes on with a practice page from before it. */
  resume(key: string): void;
  /** What to do when it was answered: an answered practice page is over. */
  tidy(): readonly Input[];
  /** Ends every practice page that is not over: nobody came, or it was cut off. */
  end(): readonly Input[];
};

export function makePractice(state: State, clock: Clock): Practice {
  let key: string | null = null;
  let last: IncidentId | null = null;

  function alertOf(dedupKey: string, severity: 'critical' | 'warning', event: Alert['event']): Input {
    const at = clock.now();
    return {
      kind: 'alertSent',
      alert: {
        source: WATCHBILL_SOURCE,
        dedupKey,
        event,
        title: 'Practice page: nothing is wrong, answer it',
        description: 'A drill: this page shows whether you can be reached here, and how soon you answer.',
        severity,
        labels: [
          ['alertname', 'WatchbillPractice'],
          ['severity', severity],
        ],
        annotations: [],
        links: [],
        runbook: '',
        startsAt: at,
        expiresAt: null,
        suppression: null,
      },
    };
  }

  function incident(): IncidentId | null {
    if (key !== null) last = state.byKey.get(alertKey(WATCHBILL_SOURCE, key)) ?? last;
    return last;
  }

  function end(severity: 'critical' | 'warning' = 'critical'): Input[] {
    incident();
    return [...state.incidents.values()]
      .filter(
        ({ source, dedupKey, status }) =>
          source === WATCHBILL_SOURCE && dedupKey.startsWith(PRACTICE_KEY) && status !== 'resolved',
      )
      .map(({ dedupKey }) => alertOf(dedupKey, severity, 'resolved'));
  }

  return {
    begin(severity) {
      const old = end(severity);
      key = `${PRACTICE_KEY}${clock.now()}`;
      last = null;
      return [...old, alertOf(key, severity, 'firing')];
    },
    incident,
    key: () => key,
    resume(from) {
      key = from;
    },
    tidy() {
      const id = incident();
      const current = id === null ? undefined : state.incidents.get(id);
      if (!current || current.status !== 'acknowledged' || current.snoozedUntil !== null) return [];
      return [alertOf(current.dedupKey, 'critical', 'resolved')];
    },
    end: () => end(),
  };
}
