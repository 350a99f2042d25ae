import type { Input } from '../../../contract/bridge';
import type { ChannelsView, ChannelTypeView, ChannelView } from '../../../contract/channels/channel-views';

export type Draft = Input<'channels.save'>;

const LOCAL = ['popup', 'notification', 'sound', 'console'];

/** What the form begins with. */
export function emptyDraft(type: ChannelTypeView, known: ChannelView | null): Draft {
  if (known)
    return {
      id: known.id,
      isNew: false,
      type: known.type,
      title: known.title,
      values: { ...known.values },
      secrets: {},
      rule: null,
    };
  const values = type.fields.flatMap(({ key, kind, initial }) =>
    kind !== 'secret' && initial !== '' ? [[key, initial] as const] : [],
  );
  return {
    id: '',
    isNew: true,
    type: type.type,
    title: '',
    values: Object.fromEntries(values),
    secrets: {},
    rule: { after: 120_000, urgency: 'any' },
  };
}

/** An id made of a title, which nothing here has yet: `My phone` is `my-phone`, then `my-phone-2`. */
export function freshId(title: string, type: string, view: Pick<ChannelsView, 'local' | 'channels'>): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50);
  const base = plain === '' ? type : plain;
  const taken = new Set([...LOCAL, ...view.local.map(({ id }) => id), ...view.channels.map(({ id }) => id)]);
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}

/** Only what was typed: a secret left empty stays as it is. */
export function typedSecrets(secrets: Draft['secrets']): Draft['secrets'] {
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
}
