import type { Checked } from '../../contract/bridge';
import { ID, ID_RULE } from '../../core/team/read-id';
import type { ChannelType } from '../channels/channel-type';
import { LOCAL_CHANNELS, type OwnChannel } from './own-channel';

export type ChannelDraft = Checked<'channels.save'>;
/** In place of a secret that cannot be read now: it is there, whatever it is. */
const UNREAD = 'unread';

export type FieldErrors = Readonly<Record<string, string>>;

/** What is wrong with the name and title of a draft, by field. */
export function nameErrors(draft: ChannelDraft, channels: readonly OwnChannel[]): FieldErrors {
  const { id, isNew, title } = draft;
  const taken = channels.find((channel) => channel.id === id);
  return {
    ...(title.trim() === '' ? { title: 'Give it a title, for example “My phone”.' } : {}),
    ...(ID.test(id) ? {} : { id: `“${id}” cannot be an id: ${ID_RULE}.` }),
    ...(LOCAL_CHANNELS.includes(id) ? { id: `“${id}” is the name of a channel of this desktop.` } : {}),
    ...(isNew && taken ? { id: `There is a channel “${id}” already (${taken.title}).` } : {}),
  };
}

/** What was typed, without secrets and without what the type does not ask for. */
export function plainValues(draft: ChannelDraft, type: ChannelType): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { key, kind } of type.fields) {
    const typed = draft.values[key]?.trim();
    if (kind !== 'secret' && typed) values[key] = typed;
  }
  return values;
}

/**
 * What is wrong with what was typed, by field, as the type says.
 * @param secrets values by key; null for one that is kept and cannot be read now: it counts as well typed
 */
export function valueErrors(
  type: ChannelType,
  plain: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string | null>>,
): FieldErrors {
  const typed = Object.entries(secrets).map(([key, value]) => [key, value ?? UNREAD] as const);
  const errors = type.check({ ...plain, ...Object.fromEntries(typed) });
  return Object.fromEntries(Object.entries(errors).filter(([key]) => secrets[key] !== null));
}
