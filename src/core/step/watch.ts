import type { Alert } from '../alert/alert';
import { type SourceId, WATCHBILL_SOURCE } from '../kernel/ids';
import { type SourceHealth, unheard } from '../source/health';
import type { AlertmanagerConfig } from '../source/source-config';
import { printDuration } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Draft } from './draft';
import { takeSent } from './intake';
import { polledConfig } from './polled-config';

/** A source answered: it is well, and not blind any more. */
export function heardGood(
  draft: Draft,
  source: SourceId,
  alerts: number,
  startedAt: Instant | null,
  nextTryAt: Instant | null,
): void {
  const before = draft.healthOf(source) ?? unheard(source, draft.at);
  const by = { kind: 'source', id: source } as const;
  if (before.state === 'failing' || before.state === 'blind') {
    draft.record({
      kind: 'sourceRecovered',
      at: draft.at,
      by,
      source,
      after: draft.at - (before.failingSince ?? draft.at),
    });
  }
  if (startedAt !== null && before.startedAt !== null && startedAt > before.startedAt) {
    draft.record({ kind: 'sourceRestarted', at: draft.at, by, source });
    noteRestart(draft, source);
  }
  draft.health.set(source, {
    ...before,
    state: 'ok',
    lastGoodAt: draft.at,
    lastError: '',
    failingSince: null,
    nextTryAt,
    alerts,
    startedAt: startedAt ?? before.startedAt,
  });
  // Whatever we hold of its health: after a restart of ours the incident is still there, the health is not.
  takeSent(draft, blindAlert(source, 'resolved', draft.at, ''));
}

/** Whether a read says nothing about what was there before it: the source was restarted, or not heard for a while. */
export function isHeardAnew(
  before: SourceHealth | undefined,
  config: AlertmanagerConfig,
  startedAt: Instant | null,
  at: Instant,
): boolean {
  if (!before || before.lastGoodAt === null) return true;
  if (startedAt !== null && before.startedAt !== null && startedAt > before.startedAt) return true;
  return at - before.lastGoodAt > Math.max(config.resolveAfter, 3 * config.every);
}

/** Senders are heard one alert at a time. */
export function heardSender(draft: Draft, source: SourceId): void {
  const before = draft.healthOf(source) ?? unheard(source, draft.at);
  draft.health.set(source, { ...before, state: 'ok', lastGoodAt: draft.at, alerts: before.alerts + 1 });
}

/** A source did not answer, or not so that it can be read. Its alerts stay as they were. */
export function heardBad(draft: Draft, source: SourceId, error: string, nextTryAt: Instant | null): void {
  const before = draft.healthOf(source) ?? unheard(source, draft.at);
  if (before.failingSince === null)
    draft.record({ kind: 'sourceFailed', at: draft.at, by: { kind: 'source', id: source }, source, error });
  draft.health.set(source, {
    ...before,
    state: before.state === 'blind' ? 'blind' : 'failing',
    lastBadAt: draft.at,
    lastError: error,
    failingSince: before.failingSince ?? draft.at,
    nextTryAt,
  });
}

/** When a source counts as blind unless it answers before; null for senders and for one that is blind already. */
export function blindAt(health: SourceHealth, config: AlertmanagerConfig): Instant | null {
  if (health.state === 'blind') return null;
  return Math.max(health.lastGoodAt ?? 0, health.watchedSince) + config.blindAfter;
}

/** Opens the incident of every source that has been silent for too long (reliability P7). */
export function findBlind(draft: Draft): void {
  for (const config of draft.team.sources) {
    if (config.type !== 'alertmanager') continue;
    const health = draft.healthOf(config.id) ?? unheard(config.id, draft.at);
    const due = blindAt(health, config);
    if (due === null || draft.at < due) continue;
    draft.health.set(config.id, {
      ...health,
      state: 'blind',
      failingSince: health.failingSince ?? health.lastGoodAt ?? health.watchedSince,
    });
    takeSent(draft, blindAlert(config.id, 'firing', draft.at, health.lastError, config));
  }
}

/** After a team change, a start or a sleep: what is watched, from now on. */
export function watchAnew(draft: Draft, restart: boolean): void {
  for (const config of draft.team.sources) {
    const before = draft.healthOf(config.id);
    const sentNow = config.type === 'push' && (before?.state === 'failing' || before?.state === 'blind');
    if (!before || sentNow) draft.health.set(config.id, unheard(config.id, draft.at));
    else if (restart) draft.health.set(config.id, { ...before, watchedSince: draft.at });
  }
}

/** A source that left the team file, or that is not asked any more, cannot be blind. */
export function forgetUnwatched(draft: Draft): void {
  for (const incident of draft.state.incidents.values()) {
    if (incident.source !== WATCHBILL_SOURCE || !incident.dedupKey.startsWith(BLIND_KEY)) continue;
    const source = incident.dedupKey.slice(BLIND_KEY.length) as SourceId;
    if (!polledConfig(draft, source)) takeSent(draft, blindAlert(source, 'resolved', draft.at, ''));
  }
}

const BLIND_KEY = 'blind:';

function blindAlert(
  source: SourceId,
  event: 'firing' | 'resolved',
  at: Instant,
  error: string,
  config?: AlertmanagerConfig,
): Alert {
  const after = config ? ` for ${printDuration(config.blindAfter)}` : '';
  return {
    source: WATCHBILL_SOURCE,
    dedupKey: `${BLIND_KEY}${source}`,
    event,
    title: `Blind: no answer from ${source}${after}`,
    description: error === '' ? 'Nothing was heard at all.' : `Last problem: ${error}`,
    severity: 'critical',
    labels: [
      ['alertname', 'WatchbillBlind'],
      ['severity', 'critical'],
      ['source', source],
    ],
    annotations: [],
    links: config ? [{ text: source, href: config.url }] : [],
    runbook: '',
    startsAt: at,
    expiresAt: null,
    suppression: null,
  };
}

function noteRestart(draft: Draft, source: SourceId): void {
  if (!polledConfig(draft, source)) return;
  for (const incident of draft.state.incidents.values()) {
    if (incident.source !== source || incident.status === 'resolved') continue;
    draft.record({
      kind: 'noted',
      at: draft.at,
      by: { kind: 'watchbill' },
      incident: incident.id,
      text: `${source} was restarted; the alert is kept until its list is whole again.`,
    });
  }
}
