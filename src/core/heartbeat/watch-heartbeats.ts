import type { Alert } from '../alert/alert';
import { type Duration, MINUTE } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Heartbeat } from './heartbeat';
import { endOfHeartbeat, heartbeatAlert } from './heartbeat-alert';
import type { Pulse, Pulses } from './pulse';

/** `fromStart`: watched before it was ever heard; left out, where alerts are its beats. */
export type Watch = Heartbeat & { readonly fromStart?: boolean };

/** What changed: pulses to keep, and alerts to take in as if they had been sent to us. */
export type Watched = { readonly pulses: readonly Pulse[]; readonly alerts: readonly Alert[] };

/** A restart or a sleep this short loses a beat at the most: what was due stays due when it was. */
export const SHORT_ABSENCE: Duration = 2 * MINUTE;

function unheard(id: string, at: Instant): Pulse {
  return { id, lastHeardAt: null, watchedSince: at, missedAt: null };
}

/** Beats were heard. One that was missed is over. Ids that are no heartbeat of the team's are passed over. */
export function heard(
  heartbeats: readonly Watch[],
  pulses: Pulses,
  ids: readonly string[],
  at: Instant,
): Watched {
  const changed: Pulse[] = [];
  const alerts: Alert[] = [];
  for (const heartbeat of heartbeats) {
    if (!ids.includes(heartbeat.id)) continue;
    const before = pulses.get(heartbeat.id) ?? unheard(heartbeat.id, at);
    changed.push({ ...before, lastHeardAt: at, missedAt: null });
    if (before.missedAt !== null) alerts.push(heartbeatAlert(heartbeat, before, 'resolved', at));
  }
  return { pulses: changed, alerts };
}

/** When a heartbeat is missed unless it is heard before; null where it is missed already or not watched yet. */
export function heartbeatDueAt(heartbeat: Watch, pulse: Pulse | undefined): Instant | null {
  if (!pulse || pulse.missedAt !== null) return null;
  if (pulse.lastHeardAt === null && !(heartbeat.fromStart ?? heartbeat.match !== null)) return null;
  return Math.max(pulse.lastHeardAt ?? Number.NEGATIVE_INFINITY, pulse.watchedSince) + heartbeat.within;
}

/** Opens the incident of every heartbeat that was not heard for too long. */
export function heartbeatsDue(heartbeats: readonly Watch[], pulses: Pulses, at: Instant): Watched {
  const changed: Pulse[] = [];
  const alerts: Alert[] = [];
  for (const heartbeat of heartbeats) {
    const pulse = pulses.get(heartbeat.id);
    const due = heartbeatDueAt(heartbeat, pulse);
    if (!pulse || due === null || at < due) continue;
    changed.push({ ...pulse, missedAt: at });
    alerts.push(heartbeatAlert(heartbeat, pulse, 'firing', at));
  }
  return { pulses: changed, alerts };
}

/** The next instant at which `heartbeatsDue` has something to say; null for never. */
export function nextHeartbeatAt(heartbeats: readonly Watch[], pulses: Pulses): Instant | null {
  let next: Instant | null = null;
  for (const heartbeat of heartbeats) {
    const due = heartbeatDueAt(heartbeat, pulses.get(heartbeat.id));
    if (due !== null && (next === null || due < next)) next = due;
  }
  return next;
}

/**
 * We listen again: after a start, after a sleep, or to other heartbeats than before. Whoever was not heard while we
 * were away gets a whole `within`; what was due before that stays due, and so does everything after a short absence.
 * @param from when we last listened; null where nobody knows, or where we listened all the time (a changed team file)
 */
export function listenAgain(
  heartbeats: readonly Watch[],
  pulses: Pulses,
  from: Instant | null,
  at: Instant,
): Watched {
  const changed: Pulse[] = [];
  for (const heartbeat of heartbeats) {
    const before = pulses.get(heartbeat.id);
    if (!before) changed.push(unheard(heartbeat.id, at));
    else if (from === null || at - from <= SHORT_ABSENCE) {
      // A clock that was set back while we were away: nothing was heard in the future.
      if (Math.max(before.lastHeardAt ?? at, before.watchedSince) > at)
        changed.push({
          ...before,
          lastHeardAt: before.lastHeardAt && Math.min(before.lastHeardAt, at),
          watchedSince: Math.min(before.watchedSince, at),
        });
    } else {
      const due = heartbeatDueAt(heartbeat, before);
      if (before.missedAt === null && (due === null || due > from))
        changed.push({ ...before, watchedSince: at });
    }
  }
  return { pulses: changed, alerts: [] };
}

/** The clock was set back: what was heard moves along, so that nothing is due later for it. */
export function pulsesSetBack(pulses: Pulses, moved: (at: Instant) => Instant): readonly Pulse[] {
  return [...pulses.values()].map((pulse) => ({
    ...pulse,
    lastHeardAt: pulse.lastHeardAt === null ? null : moved(pulse.lastHeardAt),
    watchedSince: moved(pulse.watchedSince),
    missedAt: pulse.missedAt === null ? null : moved(pulse.missedAt),
  }));
}

/** What is left of heartbeats that left the team file: their pulses to forget, their incidents to end. */
export function forgotten(
  heartbeats: readonly Watch[],
  pulses: Pulses,
  at: Instant,
): { readonly ids: readonly string[]; readonly alerts: readonly Alert[] } {
  const gone = [...pulses.values()].filter(({ id }) => !heartbeats.some((heartbeat) => heartbeat.id === id));
  return {
    ids: gone.map(({ id }) => id),
    alerts: gone.filter(({ missedAt }) => missedAt !== null).map(({ id }) => endOfHeartbeat(id, at)),
  };
}
