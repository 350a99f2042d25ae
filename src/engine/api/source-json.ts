import type { SourceHealth } from '../../core/source/health';
import type { SourceConfig } from '../../core/source/source-config';
import { iso } from './incident-json';

/** A source and how it is. Never a secret, and no address with one. */
export function sourceJson({
  config,
  health,
}: {
  readonly config: SourceConfig | null;
  readonly health: SourceHealth;
}) {
  return {
    id: health.id,
    type: config?.type ?? 'built-in',
    url: config?.type === 'alertmanager' ? config.url : null,
    state: health.state,
    alerts: health.alerts,
    lastGoodAt: iso(health.lastGoodAt),
    lastBadAt: iso(health.lastBadAt),
    lastError: health.lastError,
    failingSince: iso(health.failingSince),
    nextTryAt: iso(health.nextTryAt),
  };
}
