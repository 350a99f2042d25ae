import type { ChannelsView, ChannelTypeView, ChannelView } from '../../contract/channels/channel-views';
import type { ChannelId, Delivery } from '../../core/page/page';
import type { PagingRule } from '../../core/page/paging-rule';
import type { ChannelType } from '../channels/channel-type';
import { type SecretState, secretFields } from './channel-secrets';
import { valueErrors } from './check-draft';
import type { OwnChannel } from './own-channel';
import { testWords } from './test-words';

type States = Readonly<Record<string, SecretState>>;

/** How somebody is reached, as screens and the API tell it. */
export function channelsViewOf(input: {
  readonly types: readonly ChannelType[];
  readonly local: ReadonlyArray<{ readonly id: ChannelId; readonly title: string }>;
  readonly channels: readonly OwnChannel[];
  readonly rules: readonly PagingRule[];
  /** This desktop's ways were put in front, as nothing else would page at once. */
  readonly added: boolean;
  readonly usual: boolean;
  readonly problem: string;
  readonly letBe: boolean;
  readonly states: (channel: OwnChannel) => States;
  readonly last: (id: ChannelId) => Exclude<Delivery, { state: 'pending' }> | null;
}): Omit<ChannelsView, 'quiet'> {
  const types = new Map(input.types.map((type) => [type.type, type]));
  const added = input.added
    ? 'The stored rules leave nothing that would page you at once for high urgency: this desktop does until you choose anew.'
    : '';
  return {
    types: input.types.map(typeViewOf),
    local: input.local.map(({ id, title }) => ({ id, title })),
    channels: input.channels.map((channel): ChannelView => {
      const type = types.get(channel.type);
      const states = input.states(channel);
      const { id, title, values, test } = channel;
      return {
        id,
        type: channel.type,
        title,
        values: { ...values },
        secrets: { ...states },
        problem: channelProblem(channel, type, states),
        last: input.last(id),
        test: test && { ...test, text: testWords(test, type?.can.confirms ?? 'accepted', false) },
      };
    }),
    rules: input.rules.map(({ channel, after, urgency }) => ({ channel, after, urgency })),
    usual: input.usual,
    problem: [input.problem, added].filter(Boolean).join(' '),
    locked: input.letBe,
  };
}

/** Why no page can go out by a channel as it is; '' where one can, or where that cannot be told now. */
export function channelProblem(channel: OwnChannel, type: ChannelType | undefined, states: States): string {
  if (!type) return `This Watchbill knows no channel of the type “${channel.type}”.`;
  const secrets: Record<string, string | null> = {};
  for (const { key, title } of secretFields(type)) {
    if (states[key] === 'gone')
      return `Its ${title} is not in the keychain any more: enter it again, or no page goes out by it.`;
    if (states[key] === 'set' || states[key] === 'locked') secrets[key] = null;
  }
  const [first] = Object.entries(valueErrors(type, channel.values, secrets));
  if (!first) return '';
  const name = type.fields.find(({ key }) => key === first[0])?.title ?? first[0];
  return `${name}: ${first[1]}`;
}

function typeViewOf({ type, title, about, fields, can }: ChannelType): ChannelTypeView {
  return {
    type,
    title,
    about,
    fields: fields.map(({ key, title: name, hint, kind, needed, choices, initial }) => ({
      key,
      title: name,
      hint,
      kind,
      needed,
      choices: [...(choices ?? [])],
      initial: initial ?? '',
    })),
    wakes: can.wakes,
    confirms: can.confirms,
  };
}
