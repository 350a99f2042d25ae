import type { Alert } from '../alert/alert';
import { matchesAll } from '../alert/matcher';
import type { Heartbeat } from './heartbeat';

const NONE: readonly string[] = [];

/**
 * Ids of the heartbeats that an alert is a beat of. A resolved one is none: a Watchdog that is over is a pipeline that
 * ends. An alert that is a beat never pages by itself, whatever its severity.
 */
export function beatsOf(
  heartbeats: readonly Heartbeat[] | undefined,
  { event, labels }: Pick<Alert, 'event' | 'labels'>,
): readonly string[] {
  if (!heartbeats || heartbeats.length === 0 || event !== 'firing') return NONE;
  return heartbeats
    .filter(({ match }) => match !== null && match.length > 0 && matchesAll(match, labels))
    .map(({ id }) => id);
}

/** Whether an alert belongs to a heartbeat, firing or over: it opens no incident of its own. */
export function isBeat(heartbeats: readonly Heartbeat[] | undefined, labels: Alert['labels']): boolean {
  return beatsOf(heartbeats, { event: 'firing', labels }).length > 0;
}
