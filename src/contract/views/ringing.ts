import { z } from 'zod';
import { linkView } from './incident';
import { personView } from './people';
import { instant, nullableInstant, severity } from './values';

/** One card of the pop-up page. */
export const ringingPage = z.object({
  incident: z.string(),
  number: z.number(),
  title: z.string(),
  severity,
  service: z.string(),
  source: z.string(),
  /** Where: the labels that say it best, e.g. instance, namespace, cluster. */
  where: z.array(z.tuple([z.string(), z.string()])),
  summary: z.string(),
  startsAt: nullableInstant,
  openedAt: instant,
  pagedAt: instant,
  count: z.number(),
  why: z.string(),
  reason: z.string(),
  runbook: linkView.nullable(),
  /** Ids of the pop-up and sound pages that wait for a delivery report, if any. */
  pages: z.array(z.object({ id: z.string(), channel: z.string() })),
  practice: z.boolean(),
  /** Whether it sounds: the rules of whoever sits here may show what is not urgent in silence. */
  sounds: z.boolean(),
});

export const ringingView = z.object({
  /** Critical first, then oldest first; at most 50. */
  pages: z.array(ringingPage),
  /** Ringing in all. */
  total: z.number(),
  me: personView,
});

export type RingingPage = z.infer<typeof ringingPage>;
export type RingingView = z.infer<typeof ringingView>;
