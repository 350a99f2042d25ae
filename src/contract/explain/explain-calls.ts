import { z } from 'zod';
import { call, instant } from '../call';
import { explainAnswer } from './explain-views';

const severity = z.enum(['critical', 'error', 'warning', 'info', 'none']);
/** Default: now. */
const at = instant.optional();

/** What becomes of an alert, and why. Nothing is stored, and nobody is paged. */
export const explainCalls = {
  /** `labels` as typed: `alertname=NodeDown,cluster=eu`. Without a severity the label `severity` says it. */
  'explain.labels': call(
    'engine',
    z.strictObject({ labels: z.string().min(1).max(20_000), severity: severity.optional(), at }),
    explainAnswer,
  ),
  /** An alert as JSON of any form that is sent to us (or labels as typed). */
  'explain.pasted': call(
    'engine',
    z.strictObject({ text: z.string().min(1).max(1_000_000), at }),
    explainAnswer,
  ),
  /** An incident, as of when it opened, by the team file as it is now; with what really happened. */
  'explain.incident': call('engine', z.strictObject({ id: z.string().min(1).max(100) }), explainAnswer),
} as const;
