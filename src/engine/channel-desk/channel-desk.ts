import { setTimeout as sleep } from 'node:timers/promises';
import type { Output } from '../../contract/bridge';
import type { ChannelsView } from '../../contract/channels/channel-views';
import type { ChannelId } from '../../core/page/page';
import type { PagingRule } from '../../core/page/paging-rule';
import { printDuration } from '../../core/time/duration';
import type { ChannelType } from '../channels/channel-type';
import type { Notifier } from '../notify/notifier';
import type { Clock, Log, Secrets } from '../ports';
import { makeChannelSecrets, secretFields } from './channel-secrets';
import { channelProblem, channelsViewOf } from './channel-views';
import { MOST_CHANNELS, readChannels, type StoredChannels, writeChannels } from './channels-file';
import { type ChannelDraft, nameErrors, plainValues, valueErrors } from './check-draft';
import { channelSecretName, LOCAL_CHANNELS, type OwnChannel, type StoredTest } from './own-channel';
import { makeOwnNotifier, type OwnNotifier } from './own-notifier';
import {
  pagesAtOnce,
  rulesInForce,
  rulesProblem,
  tidyRules,
  usualRules,
  withRulesElsewhere,
} from './rules-in-force';
import { testMessage, testOf, testWords } from './test-words';

/** Whoever asks how channels are waits so long for a keychain that does not answer. */
const KEYCHAIN_MS = 1_500;

type Done = Output<'channels.remove'>;

/** How whoever sits here is reached: channels of their own, and their rules. Never throws, unless it says so. */
export type ChannelDesk = {
  /** Own channels, to page by; those that cannot send as they are say so to every page. */
  channels(): readonly Notifier[];
  /** In force on this desktop, soonest first. High urgency always has a channel at once, if this desktop has any. */
  rules(): readonly PagingRule[];
  /** The last test of each own channel that was tested. */
  tests(): ReadonlyMap<ChannelId, StoredTest & { readonly title: string }>;
  /** Whole sentences for a banner; '' when nothing is wrong with what is stored. */
  problem(): string;
  /** All but the quiet hours, which stand in the team file. */
  view(): Promise<Omit<ChannelsView, 'quiet'>>;
  save(draft: ChannelDraft): Promise<Output<'channels.save'>>;
  remove(id: string): Promise<Done>;
  /** @throws Error in words where there is no such channel */
  test(id: string): Promise<Output<'channels.test'>>;
  saveRules(rules: readonly PagingRule[]): Promise<Done>;
  /** Names of everything of it in the keychain, for an export that must not hold them. */
  secretNames(): readonly string[];
  /** Channels or rules changed. @returns how to stop hearing it */
  onChange(listener: () => void): () => void;
  stop(): void;
};

export type ChannelDeskParts = {
  readonly dataFolder: string;
  readonly types: readonly ChannelType[];
  /** This desktop's own ways to page, in the order in which they are told. */
  readonly local: ReadonlyArray<{ readonly id: ChannelId; readonly title: string }>;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
};

/** Opens `channels.json` of a data folder; a damaged or newer one is told by `problem`. */
export function openChannelDesk(parts: ChannelDeskParts): ChannelDesk {
  const { dataFolder, clock, log } = parts;
  const { problem, letBe, ...found } = readChannels(dataFolder, clock.now());
  if (problem !== '') log.error('channels.json could not be used as it is', { problem });
  const types = new Map(parts.types.map((type) => [type.type, type]));
  const local = parts.local.map(({ id }) => id);
  const secrets = makeChannelSecrets(parts.secrets);
  const listeners = new Set<() => void>();
  const notifiers = new Map<ChannelId, OwnNotifier>();
  const testing = new Map<ChannelId, Promise<Output<'channels.test'>>>();
  let stored: StoredChannels = found;
  let turn: Promise<unknown> = Promise.resolve();

  const typeOf = (channel: OwnChannel): ChannelType | undefined => types.get(channel.type);
  const own = (id: string): OwnChannel | undefined => stored.channels.find((channel) => channel.id === id);
  const titleOf = (id: ChannelId): string | null =>
    own(id)?.title ?? parts.local.find((each) => each.id === id)?.title ?? null;
  const inForce = (from: StoredChannels = stored) =>
    rulesInForce(
      from.rules,
      local,
      from.channels.map(({ id }) => id),
    );
  const problemOf = (channel: OwnChannel): string =>
    channelProblem(channel, typeOf(channel), secrets.states(channel, typeOf(channel)));

  function connectOne(channel: OwnChannel): void {
    notifiers.get(channel.id)?.stop?.();
    const type = typeOf(channel);
    notifiers.set(channel.id, makeOwnNotifier({ channel, type, secrets, clock, log }));
  }
  for (const channel of stored.channels) connectOne(channel);
  // Ahead of the first page; a keychain that asks a person first is not waited for long.
  const looked = Promise.race([
    Promise.all(stored.channels.map((channel) => secrets.look(channel, typeOf(channel)))),
    sleep(KEYCHAIN_MS, null, { ref: false }),
  ]);

  /** One after the other: each begins with what the one before it left. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act);
    turn = mine.catch(() => undefined);
    return mine;
  }

  /** @returns why it could not be kept, '' when it is */
  function keep(next: StoredChannels): string {
    if (letBe) return problem;
    try {
      writeChannels(dataFolder, next);
    } catch (error) {
      log.error('channels.json could not be written', { error: String(error) });
      return `It could not be kept: ${(error as Error).message}. Nothing was changed.`;
    }
    stored = next;
    return '';
  }

  function changed(): void {
    for (const listener of listeners) listener();
  }

  /** The rules with one more, for a channel that is just being added. */
  function rulesWith(id: ChannelId, rule: ChannelDraft['rule']): readonly PagingRule[] | null {
    if (rule === null) return stored.rules;
    const others = stored.rules ?? usualRules(LOCAL_CHANNELS);
    return tidyRules([...others, { channel: id, ...rule }]);
  }

  /** What is typed and what is kept; null for what is kept and cannot be read now. */
  async function secretValues(
    draft: ChannelDraft,
    type: ChannelType,
  ): Promise<Record<string, string | null>> {
    const values: Record<string, string | null> = {};
    for (const { key } of secretFields(type)) {
      const given = draft.secrets[key];
      if (typeof given === 'string') values[key] = given;
      else if (given === undefined && !draft.isNew) {
        const kept = await parts.secrets.get(channelSecretName(draft.id, key)).catch(() => false as const);
        if (kept === false) values[key] = null;
        else if (kept !== null) values[key] = kept;
      }
    }
    return values;
  }

  async function save(draft: ChannelDraft): Promise<Output<'channels.save'>> {
    const refused = (text: string, errors = {}) => ({ ok: false, text, errors });
    if (letBe) return refused(problem);
    const before = own(draft.id);
    const type = types.get(draft.type);
    if (!type) return refused(`There is no type of channel “${draft.type}”.`);
    if (!draft.isNew && !before) return refused(`There is no channel “${draft.id}” any more.`);
    if (!draft.isNew && before?.type !== draft.type) return refused(`“${draft.id}” is of another type.`);
    if (draft.isNew && stored.channels.length >= MOST_CHANNELS)
      return refused(`More than ${MOST_CHANNELS} channels do not fit.`);
    const values = plainValues(draft, type);
    const errors = {
      ...nameErrors(draft, stored.channels),
      ...valueErrors(type, values, await secretValues(draft, type)),
    };
    if (Object.keys(errors).length > 0) return refused('', errors);

    const asked = new Set(secretFields(type).map(({ key }) => key));
    const given = Object.fromEntries(Object.entries(draft.secrets).filter(([key]) => asked.has(key)));
    const held = new Set(before?.secrets ?? []);
    for (const [key, value] of Object.entries(given)) {
      if (value === null) held.delete(key);
      else held.add(key);
    }
    const same =
      before && Object.keys(given).length === 0 && JSON.stringify(before.values) === JSON.stringify(values);
    const channel: OwnChannel = {
      id: draft.id,
      type: type.type,
      title: draft.title.trim(),
      values,
      secrets: [...held].filter((key) => asked.has(key)),
      test: before?.test ? { ...before.test, outdated: before.test.outdated || !same } : null,
    };
    let undo: () => Promise<void>;
    try {
      undo = await secrets.keep(draft.id, given);
    } catch (error) {
      return refused(`Nothing was changed: ${(error as Error).message}.`);
    }
    const channels = before
      ? stored.channels.map((each) => (each.id === channel.id ? channel : each))
      : [...stored.channels, channel];
    const not = keep({ channels, rules: rulesWith(channel.id, draft.rule) });
    if (not !== '') {
      await undo();
      return refused(not);
    }
    connectOne(channel);
    await secrets.look(channel, type);
    changed();
    const first = inForce().rules.find((rule) => rule.channel === channel.id);
    const when = !first
      ? 'No rule pages by it yet.'
      : first.after === 0
        ? 'It pages at once.'
        : `It pages after ${printDuration(first.after)}.`;
    return { ok: true, text: `“${channel.title}” is kept. ${when}`, errors: {} };
  }

  async function remove(id: string): Promise<Done> {
    const channel = own(id);
    if (!channel) return { ok: false, text: `There is no channel “${id}”.` };
    const rules = stored.rules?.filter((rule) => rule.channel !== id) ?? null;
    const here = (rules ?? usualRules(local)).filter((rule) => titleOf(rule.channel) !== null);
    if (pagesAtOnce(inForce().rules, 'high') && !pagesAtOnce(here, 'high'))
      return {
        ok: false,
        text: `“${channel.title}” is the only channel that pages you at once for high urgency. Put another one there first.`,
      };
    const not = keep({ channels: stored.channels.filter((each) => each !== channel), rules });
    if (not !== '') return { ok: false, text: not };
    notifiers.get(id)?.stop?.();
    notifiers.delete(id);
    secrets.forget(id);
    changed();
    const left: string[] = [];
    for (const key of channel.secrets)
      await parts.secrets.set(channelSecretName(id, key), null).catch(() => left.push(key));
    const kept = left.length > 0 ? ` The keychain did not forget its ${left.join(' and ')}.` : '';
    return { ok: true, text: `“${channel.title}” is taken away.${kept}` };
  }

  async function test(id: string): Promise<Output<'channels.test'>> {
    const notifier = notifiers.get(id);
    const channel = own(id);
    if (!notifier || !channel) throw new Error(`There is no channel “${id}”.`);
    const began = clock.monotonic?.() ?? clock.now();
    const report = await notifier.test(testMessage(channel, clock.now()));
    const took = Math.max(0, Math.round((clock.monotonic?.() ?? clock.now()) - began));
    const result = testOf(report, clock.now(), took);
    const not = await inTurn(async () => {
      const now = own(id);
      if (!now) return '';
      // It was set up anew while the test was under way.
      const outdated = now !== channel && JSON.stringify(now.values) !== JSON.stringify(channel.values);
      const channels = stored.channels.map((each) =>
        each === now ? { ...each, test: { ...result, outdated } } : each,
      );
      return keep({ ...stored, channels });
    });
    changed();
    const words = testWords(
      result,
      typeOf(channel)?.can.confirms ?? 'accepted',
      report.state === 'failed' && report.again,
    );
    const { state, detail, at } = result;
    return { state, detail, at, took, text: not === '' ? words : `${words} (${not})` };
  }

  return {
    channels: () => [...notifiers.values()],
    rules: () => inForce().rules,
    tests: () =>
      new Map(
        stored.channels.flatMap(({ id, title, test: last }) => (last ? [[id, { ...last, title }]] : [])),
      ),
    problem: () => problem,
    async view() {
      await looked;
      for (const channel of stored.channels) {
        const states = Object.values(secrets.states(channel, typeOf(channel)));
        if (states.includes('locked')) await secrets.look(channel, typeOf(channel));
      }
      return channelsViewOf({
        types: parts.types,
        local: parts.local,
        channels: stored.channels,
        rules: inForce().rules,
        added: inForce().added,
        usual: stored.rules === null,
        problem,
        letBe,
        states: (channel) => secrets.states(channel, typeOf(channel)),
        last: (id) => notifiers.get(id)?.last() ?? null,
      });
    },
    save: (draft) => inTurn(() => save(draft)),
    remove: (id) => inTurn(() => remove(id)),
    test(id) {
      const under = testing.get(id);
      if (under) return under;
      const mine = test(id).finally(() => testing.delete(id));
      testing.set(id, mine);
      return mine;
    },
    saveRules: (rules) =>
      inTurn(async () => {
        await looked;
        const works = (id: ChannelId): boolean => {
          const channel = own(id);
          return !channel || problemOf(channel) === '';
        };
        const wrong = rulesProblem(rules, titleOf, works);
        if (wrong !== null) return { ok: false, text: wrong };
        const not = keep({ ...stored, rules: withRulesElsewhere(rules, stored.rules, local) });
        if (not !== '') return { ok: false, text: not };
        changed();
        return { ok: true, text: 'The rules are kept.' };
      }),
    secretNames: () =>
      stored.channels.flatMap((channel) => channel.secrets.map((key) => channelSecretName(channel.id, key))),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      for (const notifier of notifiers.values()) notifier.stop?.();
    },
  };
}
