import type { Alert } from '../../../core/alert/alert';
import { asObject, readNames } from './read-alert';

/**
 * Whether to ask for the groups too. From 0.28 on an Alertmanager says which time intervals mute an alert, but only
 * in GET /api/v2/alerts/groups: in GET /api/v2/alerts `mutedBy` is always empty (api/v2/api.go, getAlertsHandler).
 * The groups are a heavy answer, so they are asked for only where the configuration mutes by time at all.
 */
export function mayBeMuted(list: unknown, status: unknown): boolean {
  if (
    !Array.isArray(list) ||
    !list.some((raw) => Array.isArray(asObject(asObject(raw)?.['status'])?.['mutedBy']))
  ) {
    return false;
  }
  const config = asObject(asObject(status)?.['config'])?.['original'];
  return typeof config !== 'string' || /(mute|active)_time_intervals:/.test(config);
}

/**
 * Tells of each alert that is muted by which intervals. An alert is in a group for each route it goes by; it is muted
 * when all of them are, for else it notifies somebody.
 */
export function withMuted(alerts: readonly Alert[], groups: unknown): readonly Alert[] {
  const muted = readMuted(groups);
  return alerts.map((alert) => {
    const by = muted.get(alert.dedupKey);
    return alert.suppression !== null || by === undefined || by.length === 0
      ? alert
      : { ...alert, suppression: { how: 'muted', by } };
  });
}

/** Fingerprint to the intervals that mute it; the empty list where one of its groups is not muted. */
function readMuted(groups: unknown): Map<string, readonly string[]> {
  const muted = new Map<string, readonly string[]>();
  if (!Array.isArray(groups)) return muted;
  for (const group of groups as unknown[]) {
    const alerts = asObject(group)?.['alerts'];
    if (!Array.isArray(alerts)) continue;
    for (const raw of alerts as unknown[]) {
      const alert = asObject(raw);
      const fingerprint = alert?.['fingerprint'];
      if (typeof fingerprint !== 'string') continue;
      const by = asObject(alert?.['status'])?.['mutedBy'];
      const names = Array.isArray(by) ? readNames(by) : [];
      const before = muted.get(fingerprint);
      const still = names.length > 0 && before?.length !== 0;
      muted.set(fingerprint, still ? [...new Set([...(before ?? []), ...names])] : []);
    }
  }
  return muted;
}
