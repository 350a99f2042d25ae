import type { AlertmanagerConfig } from '../../core/source/source-config';
import { parseInstant } from '../../core/time/instant';
import { HTTP_LIMITS, type HttpLimits } from '../http-client/request';
import type { SilenceResult, SourceAnswer, SourceDeps } from '../ports';
import { readJson } from './alertmanager/answer';
import { type Api, openApi } from './alertmanager/api';
import { asObject } from './alertmanager/read-alert';
import { readList } from './alertmanager/read-list';
import { mayBeMuted, withMuted } from './alertmanager/read-muted';
import { removeSilence, writeSilence } from './alertmanager/silence';
import type { PolledSource } from './source';

const ALL = 'alerts?active=true&silenced=true&inhibited=true&unprocessed=true';
const GROUPS = 'alerts/groups?active=true&silenced=true&inhibited=true&muted=true';

/** A Prometheus Alertmanager by its API v2, versions 0.22 to 0.31. Tests give tighter limits. */
export function alertmanagerSource(limits: HttpLimits = HTTP_LIMITS): PolledSource<AlertmanagerConfig> {
  return {
    type: 'alertmanager',
    title: 'Prometheus Alertmanager',
    can: { acknowledge: true },
    read: (config, deps) => read(config, deps, limits),
    silence: (config, request, deps) =>
      withApi(config, deps, limits, request.silenceId, (api) => writeSilence(api, request, deps.now)),
    unsilence: (config, silenceId, deps) =>
      withApi(config, deps, limits, silenceId, (api) => removeSilence(api, silenceId, deps.now)),
  };
}

async function read(config: AlertmanagerConfig, deps: SourceDeps, limits: HttpLimits): Promise<SourceAnswer> {
  const api = openApi(config, deps, limits);
  if (!('send' in api)) return named(config, api);
  // Both at once, so that the deadline of one is the deadline of the whole read.
  const [list, status] = await Promise.all([api.send('GET', ALL), api.send('GET', 'status')]);
  const answer = readJson(list, deps.now(), api.mask);
  if (!answer.ok) return named(config, answer);
  const alerts = readList(config.id, answer.json, list.ok ? list.text : '', deps.now(), api.mask);
  if (!alerts.ok) return named(config, alerts);
  // The status tells restarts apart and whether times mute: when it cannot be read, that spoils nothing.
  const about = readJson(status, deps.now(), api.mask);
  const known = about.ok ? about.json : null;
  return {
    ok: true,
    alerts: mayBeMuted(answer.json, known)
      ? withMuted(alerts.alerts, await readGroups(api, deps))
      : alerts.alerts,
    startedAt: parseInstant(asObject(known)?.['uptime']),
  };
}

/** null when they cannot be read: then nothing counts as muted, for a page too many is better than none. */
async function readGroups(api: Api, deps: SourceDeps): Promise<unknown> {
  const groups = readJson(await api.send('GET', GROUPS), deps.now(), api.mask);
  return groups.ok ? groups.json : null;
}

async function withApi(
  config: AlertmanagerConfig,
  deps: SourceDeps,
  limits: HttpLimits,
  silenceId: string,
  act: (api: Api) => Promise<SilenceResult>,
): Promise<SilenceResult> {
  const api = openApi(config, deps, limits);
  const result: SilenceResult =
    'send' in api ? await act(api) : { ok: false, problem: api.problem, silenceId };
  return result.ok ? result : named(config, result);
}

/** Says whose problem it is. */
function named<Failed extends { readonly problem: string }>(
  config: AlertmanagerConfig,
  failed: Failed,
): Failed {
  return { ...failed, problem: `${config.id}: ${failed.problem}` };
}
