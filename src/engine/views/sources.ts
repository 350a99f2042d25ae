import type { SourceView } from '../../contract/views/sources';
import { LOCAL_SOURCE, type SourceId } from '../../core/kernel/ids';
import { unheard } from '../../core/source/health';
import type { SourceConfig } from '../../core/source/source-config';
import type { State } from '../../core/step/state';
import { LOCAL_TITLE, titleOf } from './names';

/**
 * The sources as the team file lists them, then the listener of this desktop itself.
 * @param secrets by source; one that needs a secret and is not listed counts as missing it
 */
export function sourceViewsOf(
  state: State,
  secrets: ReadonlyMap<SourceId, SourceView['secret']>,
): SourceView[] {
  const views = state.team.sources.map(
    (config): SourceView => ({
      ...heard(state, config.id),
      ...described(config),
      secret: secrets.get(config.id) ?? (needsSecret(config) ? 'missing' : 'not-needed'),
    }),
  );
  return [
    ...views,
    {
      ...heard(state, LOCAL_SOURCE),
      type: 'built-in',
      title: LOCAL_TITLE,
      url: '',
      every: null,
      acknowledge: 'none',
      auth: 'token',
      secret: secrets.get(LOCAL_SOURCE) ?? 'not-needed',
    },
  ];
}

function heard(state: State, id: SourceId) {
  const health = state.sources.get(id) ?? unheard(id, state.listeningSince);
  return {
    id,
    state: health.state,
    lastGoodAt: health.lastGoodAt,
    lastBadAt: health.lastBadAt,
    lastError: health.lastError,
    failingSince: health.failingSince,
    nextTryAt: health.nextTryAt,
    alerts: health.alerts,
    watchedSince: health.watchedSince,
  };
}

function described(config: SourceConfig) {
  const title = titleOf(config);
  if (config.type === 'push')
    return { type: config.type, title, url: '', every: null, acknowledge: 'none', auth: 'token' } as const;
  const { type, url, every, acknowledge, auth, caFile } = config;
  return {
    type,
    title,
    url,
    every,
    acknowledge,
    auth: auth.kind,
    username: auth.kind === 'basic' ? auth.username : '',
    caFile,
  } as const;
}

function needsSecret(config: SourceConfig): boolean {
  return config.type === 'alertmanager' && config.auth.kind !== 'none';
}
