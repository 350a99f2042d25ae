import { z } from 'zod';
import { instant, nullableInstant } from './values';

export const sourceView = z.object({
  id: z.string(),
  type: z.enum(['alertmanager', 'push', 'built-in']),
  title: z.string(),
  /** Address polled, or '' for senders. */
  url: z.string(),
  state: z.enum(['waiting', 'ok', 'failing', 'blind']),
  lastGoodAt: nullableInstant,
  lastBadAt: nullableInstant,
  lastError: z.string(),
  failingSince: nullableInstant,
  /** Since when it is watched: nothing is known of before. */
  watchedSince: z.number().optional(),
  nextTryAt: nullableInstant,
  alerts: z.number(),
  every: z.number().nullable(),
  acknowledge: z.enum(['nothing', 'silence', 'none']),
  auth: z.enum(['none', 'basic', 'bearer', 'token']),
  /** Whether the secret it needs is there: `missing` is said loudly. */
  secret: z.enum(['not-needed', 'present', 'missing']),
  /** What the team file says beside the address, so that it can be changed without being lost; never a secret. */
  username: z.string().optional(),
  caFile: z.string().optional(),
});

/** Payloads nobody could read; kept so that nothing is silently lost. */
export const unreadableView = z.object({
  id: z.number(),
  at: instant,
  source: z.string(),
  format: z.string(),
  reason: z.string(),
  /** First part of the body, as text. */
  body: z.string(),
});

export type SourceView = z.infer<typeof sourceView>;
export type UnreadableView = z.infer<typeof unreadableView>;
