import { z } from 'zod';
import { actorView, personView } from './people';
import { held, incidentStatus, instant, nullableInstant, severity, suppression } from './values';

export const incidentRow = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  severity,
  status: incidentStatus,
  suppression: suppression.nullable(),
  /** What holds its page back here; null for nothing. */
  held: held.nullable(),
  /** The incident it is part of; null where it stands for itself. */
  lead: z.string().nullable(),
  /** How many that are not over are part of it. */
  members: z.number(),
  snoozedUntil: nullableInstant,
  service: z.object({ id: z.string(), name: z.string() }),
  source: z.string(),
  count: z.number(),
  openedAt: instant,
  lastSeenAt: instant,
  acknowledgedAt: nullableInstant,
  acknowledgedBy: actorView.nullable(),
  resolvedAt: nullableInstant,
  /** Person who is paged. */
  responder: personView.nullable(),
  /** Rings now: open, not suppressed, not snoozed, and pages. */
  ringing: z.boolean(),
  writeBack: z.enum(['writing', 'confirmed', 'refused', 'removing', 'removed']).nullable(),
});

export const queueFilter = z.object({
  /** `open` without those that are suppressed at their source. */
  status: z
    .enum(['unresolved', 'open', 'suppressed', 'acknowledged', 'resolved', 'all'])
    .default('unresolved'),
  severities: z.array(severity).max(5).default([]),
  services: z.array(z.string().max(200)).max(100).default([]),
  sources: z.array(z.string().max(200)).max(100).default([]),
  /** Full-text search over title, description, labels and number; words are prefixes, all must occur. */
  text: z.string().max(500).default(''),
});

export const queueWindow = z.object({
  rows: z.array(incidentRow),
  /** Rows that fit the filter, in all. */
  total: z.number(),
  /** What fits and is not among them, one sentence: a search lists the newest only. '' when everything is. */
  remark: z.string(),
  offset: z.number(),
  /** Counts over everything, whatever the filter. */
  counts: z.object({
    open: z.number(),
    acknowledged: z.number(),
    suppressed: z.number(),
    resolved: z.number(),
  }),
});

export type IncidentRow = z.infer<typeof incidentRow>;
export type QueueFilter = z.infer<typeof queueFilter>;
export type QueueWindow = z.infer<typeof queueWindow>;
