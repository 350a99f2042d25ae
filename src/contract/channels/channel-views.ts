import { z } from 'zod';

/** What a person fills in for a channel of one type. */
export const channelFieldView = z.object({
  key: z.string(),
  title: z.string(),
  hint: z.string(),
  kind: z.enum(['text', 'secret', 'url', 'number', 'choice', 'yes-no']),
  needed: z.boolean(),
  choices: z.array(z.string()),
  initial: z.string(),
});

/** A kind of channel that can be set up. */
export const channelTypeView = z.object({
  type: z.string(),
  title: z.string(),
  about: z.string(),
  fields: z.array(channelFieldView),
  /** Whether the phone rings, or the like. */
  wakes: z.boolean(),
  /** What a delivery proves: that the service took it, that it arrived, or that somebody saw it. */
  confirms: z.enum(['accepted', 'delivered', 'seen']),
});

const settled = z.enum(['delivered', 'refused', 'failed']);

/** A channel of somebody's own; its secrets are never in here. */
export const channelView = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string(),
  /** As typed, by field, without secrets. */
  values: z.record(z.string(), z.string()),
  /** `gone`: it was given, and the keychain has it no more. `locked`: the keychain could not be asked. */
  secrets: z.record(z.string(), z.enum(['set', 'unset', 'gone', 'locked'])),
  /** Why no page can go out by it as it is, one sentence; '' where one can. */
  problem: z.string(),
  /** The last page by it since the start, and what became of it. */
  last: z.object({ state: settled, at: z.number(), detail: z.string() }).nullable(),
  /** `outdated`: it was set up anew after that test. */
  test: z
    .object({
      at: z.number(),
      took: z.number(),
      state: settled,
      detail: z.string(),
      outdated: z.boolean(),
      text: z.string(),
    })
    .nullable(),
});

export const pagingRuleView = z.object({
  channel: z.string(),
  /** Milliseconds after the page began. */
  after: z.number(),
  urgency: z.enum(['high', 'low', 'any']),
});

/** How whoever sits here is reached. */
export const channelsView = z.object({
  types: z.array(channelTypeView),
  /** Ways of this desktop itself, which need no set-up. */
  local: z.array(z.object({ id: z.string(), title: z.string() })),
  channels: z.array(channelView),
  /** In force, for channels that are here, soonest first. */
  rules: z.array(pagingRuleView),
  /** Nobody chose any rules: the usual ones hold. */
  usual: z.boolean(),
  /** Hours in which what is not critical waits, in words, and whose clock they are by; they stand in the team file. */
  quiet: z.object({ hours: z.array(z.string()), zone: z.string() }),
  /** What is wrong with what is stored, whole sentences; '' when nothing is. */
  problem: z.string(),
  /** Nothing can be changed: a newer Watchbill wrote it, or it cannot be read; `problem` says which. */
  locked: z.boolean(),
});

export type ChannelFieldView = z.infer<typeof channelFieldView>;
export type ChannelTypeView = z.infer<typeof channelTypeView>;
export type ChannelView = z.infer<typeof channelView>;
export type ChannelsView = z.infer<typeof channelsView>;
export type PagingRuleView = z.infer<typeof pagingRuleView>;
