import { z } from 'zod';
import { call } from './call';
import { incidentView } from './views/incident';
import { queueFilter, queueWindow } from './views/queue';

/** What is stored of incidents, as screens ask for it: parts of it, never all. */
export const queueCalls = {
  'queue.window': call(
    'engine',
    z.strictObject({
      filter: queueFilter,
      offset: z.number().int().min(0).max(10_000_000),
      limit: z.number().int().min(1).max(500),
    }),
    queueWindow,
  ),
  /** The ids of all that fit, at one instant and in the order of the queue: what a bulk action is for. */
  'queue.ids': call(
    'engine',
    z.strictObject({ filter: queueFilter }),
    z.object({ ids: z.array(z.string()) }),
  ),
  /** `newest`: so many of its newest facts and pages. */
  'incident.get': call(
    'engine',
    z.strictObject({
      id: z.string().min(1).max(100),
      newest: z.number().int().min(1).max(100_000).default(100),
    }),
    incidentView.nullable(),
  ),
} as const;
