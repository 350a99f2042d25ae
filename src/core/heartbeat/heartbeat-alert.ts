import { type Alert, oneLine } from '../alert/alert';
import { type ServiceId, UNROUTED, WATCHBILL_SOURCE } from '../kernel/ids';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Heartbeat } from './heartbeat';
import type { Pulse } from './pulse';

/** First part of the dedup key of a heartbeat's own incident, at the source `watchbill`. */
export const HEARTBEAT_KEY = 'heartbeat:';

/** Its incident opens, or is over. Critical: what would have told of anything else may be dead. */
export function heartbeatAlert(
  heartbeat: Heartbeat,
  pulse: Pulse,
  event: 'firing' | 'resolved',
  at: Instant,
): Alert {
  const { id, name, within, match } = heartbeat;
  const title = name === '' || name === id ? id : `${name} (${id})`;
  const last =
    pulse.lastHeardAt === null
      ? 'It was never heard here.'
      : `It was last heard ${printDuration(at - pulse.lastHeardAt)} before this.`;
  const what =
    match === null
      ? 'The job that calls it did not call: it may not have run, or not have come to its end.'
      : 'The alert that always fires did not come: whatever should send it may be dead, and every other alert of it with it.';
  return {
    source: WATCHBILL_SOURCE,
    dedupKey: `${HEARTBEAT_KEY}${id}`,
    event,
    title: oneLine(`Heartbeat ${title} was not heard for ${printDuration(within)}`),
    description: `${what} ${last}`,
    severity: 'critical',
    labels: [
      ['alertname', 'WatchbillHeartbeat'],
      ['heartbeat', id],
      ['severity', 'critical'],
    ],
    annotations: [],
    links: [],
    runbook: '',
    startsAt: pulse.lastHeardAt ?? pulse.watchedSince,
    expiresAt: null,
    suppression: null,
  };
}

/** Whether an incident is a missed heartbeat's, which is of a service and not of this desktop. */
export function isHeartbeat({ source, dedupKey }: Pick<Alert, 'source' | 'dedupKey'>): boolean {
  return source === WATCHBILL_SOURCE && dedupKey.startsWith(HEARTBEAT_KEY);
}

/** An end of the incident of a heartbeat that left the team file. */
export function endOfHeartbeat(id: string, at: Instant): Alert {
  const gone: Heartbeat = { id, name: id, match: null, within: 0, service: '' };
  return heartbeatAlert(gone, { id, lastHeardAt: null, watchedSince: at, missedAt: null }, 'resolved', at);
}

/** Whose incident it is; null when the key is of no heartbeat. A service that nobody named is `unrouted`. */
export function serviceOfHeartbeat(
  heartbeats: readonly Heartbeat[] | undefined,
  dedupKey: string,
): ServiceId | null {
  if (!dedupKey.startsWith(HEARTBEAT_KEY)) return null;
  const id = dedupKey.slice(HEARTBEAT_KEY.length);
  return heartbeats?.find((heartbeat) => heartbeat.id === id)?.service || UNROUTED;
}
