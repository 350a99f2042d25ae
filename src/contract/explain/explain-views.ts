import { z } from 'zod';
import { storyLine } from '../views/incident';
import { personView } from '../views/people';

export const stageView = z.object({
  stage: z.enum([
    'severity',
    'source',
    'service',
    'owners',
    'silenced',
    'maintenance',
    'inhibited',
    'grouped',
    'flapping',
    'holding',
    'collecting',
    'urgency',
    'plan',
    'quiet-hours',
    'channels',
  ]),
  /** It goes on; waits and goes on then; is held back or never pages; finds nobody; there is nothing of the kind. */
  outcome: z.enum(['goes-on', 'waits', 'held', 'nobody', 'unset']),
  words: z.string(),
  details: z.array(z.string()),
  /** Where the team file says so. */
  place: z.object({ line: z.number(), column: z.number() }).nullable(),
});

export const explainView = z.object({
  title: z.string(),
  severity: z.enum(['critical', 'error', 'warning', 'info', 'none']),
  labels: z.array(z.tuple([z.string(), z.string()])),
  service: z.object({ id: z.string(), name: z.string() }),
  at: z.number(),
  /** Whether it would page somebody, be it after a wait. */
  pages: z.boolean(),
  /** The answer in one sentence. */
  verdict: z.string(),
  people: z.array(personView),
  stages: z.array(stageView),
  /** Of an incident: what really happened, oldest first. */
  happened: z.array(storyLine),
});

export const explainAnswer = z.object({
  /** Why it could not be read; '' where it could. */
  problem: z.string(),
  /** What it was taken for: "Alertmanager's webhook, 3 alerts". */
  read: z.string(),
  /** At most 20. */
  alerts: z.array(explainView),
});

export type StageView = z.infer<typeof stageView>;
export type ExplainView = z.infer<typeof explainView>;
export type ExplainAnswer = z.infer<typeof explainAnswer>;
