import { z } from 'zod';
import { personView } from '../views/people';

/** Whether it holds now, will, or did. */
const muteState = z.enum(['active', 'coming', 'ended']);

/** One matcher as Prometheus writes it, `severity="critical"`. */
const matcherText = z.string().min(1).max(2000);

export const silenceView = z.object({
  id: z.string(),
  state: muteState,
  matchers: z.array(matcherText),
  start: z.number(),
  end: z.number(),
  by: personView,
  reason: z.string(),
  /** Incidents that are not over and that it is about; 0 for one that ended. */
  matches: z.number(),
  /** Incidents whose page it held back so far. */
  heldBack: z.number(),
});

export const maintenanceView = z.object({
  id: z.string(),
  state: muteState,
  /** [] for all of them. */
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  reason: z.string(),
  /** Who began it; null for what is planned in the team file. */
  by: personView.nullable(),
  /** `weekly`: again and again; `start` and `end` are those of the window that is open, or comes next. */
  weekly: z.boolean(),
  /** null where no window is in sight. */
  start: z.number().nullable(),
  /** null where it does not end. */
  end: z.number().nullable(),
  /** When it is, in words: `Sun 02:00–03:00 (Europe/London)`; '' for once. */
  hours: z.string(),
  /** Whether somebody may end it here; what the team file plans is changed there. */
  isEndable: z.boolean(),
  matches: z.number(),
  heldBack: z.number(),
});

/** What a silence would hold back now. */
export const silencePreview = z.object({
  /** What is wrong with the matchers, one sentence; '' where nothing is. */
  problem: z.string(),
  /** Incidents that are not over and match. */
  total: z.number(),
  /** The newest of them, at most 20. */
  incidents: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      title: z.string(),
      severity: z.enum(['critical', 'error', 'warning', 'info', 'none']),
      service: z.string(),
      status: z.string(),
    }),
  ),
});

export type SilenceView = z.infer<typeof silenceView>;
export type MaintenanceView = z.infer<typeof maintenanceView>;
export type SilencePreview = z.infer<typeof silencePreview>;
