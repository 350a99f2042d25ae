import type { Checked, EngineHandlers } from '../../contract/bridge';
import { err, ok, type Result } from '../../core/kernel/result';
import type { AlertmanagerConfig } from '../../core/source/source-config';
import { readAddress } from '../../core/team/address';
import { putSource, removeSource } from '../../core/team/edit';
import { ID, ID_RULE } from '../../core/team/read-id';
import { SOURCE_DEFAULTS } from '../../core/team/source-defaults';
import { howToSend } from '../how-to-send';
import { findSource } from '../sources/find';
import { sourceViewsOf } from '../views/sources';
import { secretName } from '../watched-sources';
import type { HandlerParts } from './parts';

type SourceCalls =
  | 'sources.list'
  | 'sources.pollNow'
  | 'sources.try'
  | 'sources.save'
  | 'sources.remove'
  | 'sources.addSender'
  | 'sources.howToSend';
type Draft = Checked<'sources.try'>;

const TRY_WITHIN_MS = 20_000;

export function sourceHandlers(parts: HandlerParts): Pick<EngineHandlers, SourceCalls> {
  const { state, secrets, sources } = parts;

  async function save(draft: Draft): Promise<{ ok: boolean; text: string }> {
    const config = configOf(
      draft,
      state.team.sources.find(({ id }) => id === draft.id),
    );
    if (!config.ok) return { ok: false, text: config.error };
    const edited = await parts.teamFolder.edit((text) => putSource(text, config.value));
    if (!edited.ok) return { ok: false, text: edited.error };
    // An empty secret leaves the one that is there: the screen never gets to see it.
    if (draft.auth === 'none') await secrets.set(secretName(draft.id), null);
    else if (draft.secret !== '') await secrets.set(secretName(draft.id), draft.secret);
    await parts.secretsChanged();
    parts.pollNow(draft.id);
    return { ok: true, text: `${draft.id} is watched.` };
  }

  return {
    'sources.list': async () => sourceViewsOf(state, await sources.secretStates(state.team)),
    'sources.pollNow': () => {
      parts.pollNow();
      return {};
    },
    'sources.try': async (draft) => {
      const config = configOf(draft, undefined);
      if (!config.ok) return { ok: false, text: config.error, alerts: 0 };
      const signal = AbortSignal.timeout(TRY_WITHIN_MS);
      try {
        const deps = await sources.depsOf(config.value, signal);
        const secret = draft.secret === '' ? deps.secret : draft.secret;
        const answer = await findSource(config.value.type).read(config.value, { ...deps, secret });
        if (!answer.ok) return { ok: false, text: answer.problem, alerts: 0 };
        const n = answer.alerts.length;
        return {
          ok: true,
          text:
            n === 0
              ? 'It answers; nothing fires.'
              : `It answers; ${n} ${n === 1 ? 'alert fires' : 'alerts fire'}.`,
          alerts: n,
        };
      } catch (error) {
        return { ok: false, text: (error as Error).message, alerts: 0 };
      }
    },
    'sources.save': save,
    'sources.remove': async ({ id }) => {
      const edited = await parts.teamFolder.edit((text) => removeSource(text, id));
      if (!edited.ok) return { ok: false, text: edited.error };
      await secrets.set(secretName(id), null);
      return { ok: true, text: `${id} is not watched any more.` };
    },
    'sources.addSender': async ({ id, title }) => {
      if (!ID.test(id)) return { ok: false, text: ID_RULE };
      if (state.team.sources.some((source) => source.id === id))
        return { ok: false, text: `There is a source "${id}" already.` };
      const edited = await parts.teamFolder.edit((text) => putSource(text, { id, type: 'push', title }));
      return edited.ok ? { ok: true, text: `${id} may send now.` } : { ok: false, text: edited.error };
    },
    'sources.howToSend': async ({ id }) => {
      await parts.tokens.follow(state.team);
      const token = parts.tokens.of(id);
      if (token === '') throw new Error(`"${id}" is no sender.`);
      const url = parts.listenerUrl();
      return { url, token, routes: howToSend(url, token) };
    },
  };
}

/** What the screen gave as a configuration; what it does not ask keeps its value, or the default. */
function configOf(
  draft: Draft,
  before: { readonly type: string } | undefined,
): Result<AlertmanagerConfig, string> {
  if (!ID.test(draft.id)) return err(ID_RULE);
  const address = readAddress(draft.url);
  if (!address.ok) return err(address.error);
  if (draft.auth === 'basic' && draft.username === '') return err('Basic authentication needs a user name.');
  const kept = before?.type === 'alertmanager' ? (before as AlertmanagerConfig) : null;
  return ok({
    ...(kept ?? {
      every: SOURCE_DEFAULTS.every,
      resolveAfter: SOURCE_DEFAULTS.resolveAfter,
      blindAfter: SOURCE_DEFAULTS.blindAfter,
      silenceFor: SOURCE_DEFAULTS.silenceFor,
    }),
    id: draft.id,
    type: 'alertmanager',
    url: address.value,
    acknowledge: draft.acknowledge,
    auth: draft.auth === 'basic' ? { kind: 'basic', username: draft.username } : { kind: draft.auth },
    caFile: draft.caFile,
  });
}
