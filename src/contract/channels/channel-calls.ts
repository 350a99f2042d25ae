import { z } from 'zod';
import { call, done, nothing } from '../call';
import { channelsView } from './channel-views';

const id = z.string().min(1).max(60);
const key = z.string().min(1).max(60);
/** A day at the most. */
const after = z.number().int().min(0).max(86_400_000);
const urgency = z.enum(['high', 'low', 'any']);

export const channelDraft = z.strictObject({
  id,
  isNew: z.boolean(),
  type: z.string().min(1).max(60),
  title: z.string().max(100),
  /** By field, as typed. Secrets are not among them. */
  values: z.record(key, z.string().max(10_000)),
  /** Only those that were typed anew; null forgets one. The others stay as they are. */
  secrets: z.record(key, z.string().max(10_000).nullable()),
  /** A rule to page by it, added to those there are; null for none. */
  rule: z.strictObject({ after, urgency }).nullable(),
});

/** How whoever sits here is reached: their own channels, and the rules by which they page. */
export const channelCalls = {
  'channels.list': call('engine', nothing, channelsView),
  /** Adds a channel or changes one. `errors`: what is wrong, by field (`id`, `title`, or a key of the type). */
  'channels.save': call(
    'engine',
    channelDraft,
    z.object({ ok: z.boolean(), text: z.string(), errors: z.record(z.string(), z.string()) }),
  ),
  /** Takes away a channel, its secrets and its rules. */
  'channels.remove': call('engine', z.strictObject({ id }), done),
  /** Sends a test message the way a page goes; resolves when it is known what became of it. */
  'channels.test': call(
    'engine',
    z.strictObject({ id }),
    z.object({
      state: z.enum(['delivered', 'refused', 'failed']),
      /** What really happened, whole sentences. */
      text: z.string(),
      /** The service's own words, or why not. */
      detail: z.string(),
      /** Milliseconds. */
      took: z.number(),
      at: z.number(),
    }),
  ),
  /** Replaces the rules; those of ways that this desktop does not have now stay. */
  'rules.save': call(
    'engine',
    z.strictObject({ rules: z.array(z.strictObject({ channel: id, after, urgency })).max(200) }),
    done,
  ),
} as const;
