import type { Alert } from '../alert/alert';
import { beatsOf, isBeat } from '../heartbeat/beats-of';
import type { Pulse } from '../heartbeat/pulse';
import {
  forgotten,
  heard,
  heartbeatsDue,
  listenAgain,
  nextHeartbeatAt,
  pulsesSetBack,
  type Watched,
} from '../heartbeat/watch-heartbeats';
import { watchesOf } from '../heartbeat/watches-of';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import { takeSent } from './intake';

/** What must be heard from, over one step. */
function pulsesOf(draft: Draft): Map<string, Pulse> {
  return new Map([...draft.state.pulses, ...draft.pulses]);
}

function take(draft: Draft, { pulses, alerts }: Watched): void {
  for (const pulse of pulses) draft.pulses.set(pulse.id, pulse);
  for (const alert of alerts) takeSent(draft, alert);
}

/** Jobs called, by the ids of their heartbeats. */
export function hearBeats(draft: Draft, ids: readonly string[]): void {
  if (ids.length > 0) take(draft, heard(watchesOf(draft.team), pulsesOf(draft), ids, draft.at));
}

/** Alerts came: those that are beats are heard, and page nobody by themselves. @returns them so */
export function hearAlerts(draft: Draft, alerts: readonly Alert[]): readonly Alert[] {
  const { heartbeats } = draft.team;
  if (!heartbeats || heartbeats.length === 0) return alerts;
  hearBeats(draft, [...new Set(alerts.flatMap((alert) => beatsOf(heartbeats, alert)))]);
  return alerts.map((alert) =>
    alert.severity !== 'none' && isBeat(heartbeats, alert.labels) ? { ...alert, severity: 'none' } : alert,
  );
}

/** Opens the incident of every heartbeat that was not heard for too long. */
export function findMissed(draft: Draft): void {
  take(draft, heartbeatsDue(watchesOf(draft.team), pulsesOf(draft), draft.at));
}

/**
 * After a start, a sleep or a change of the team: what is waited for, from now on.
 * @param from when we last listened; null for all the time
 */
export function awaitBeats(draft: Draft, from: Instant | null): void {
  const watches = watchesOf(draft.team);
  take(draft, listenAgain(watches, pulsesOf(draft), from, draft.at));
  for (const alert of forgotten(watches, pulsesOf(draft), draft.at).alerts) takeSent(draft, alert);
}

/** The machine's clock was set back. */
export function beatsSetBack(draft: Draft, moved: (at: Instant) => Instant): void {
  for (const pulse of pulsesSetBack(draft.state.pulses, moved)) draft.pulses.set(pulse.id, pulse);
}

/** When the next heartbeat is missed, where a step touched any. */
export function nextMissedAt(draft: Draft): Instant | null {
  return draft.pulses.size === 0 ? null : nextHeartbeatAt(watchesOf(draft.team), pulsesOf(draft));
}
