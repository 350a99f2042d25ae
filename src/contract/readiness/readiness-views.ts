import { z } from 'zod';
import { instant } from '../call';
import { nullableInstant } from '../views/values';

export const light = z.enum(['ready', 'worth a look', 'not pageable']);

/** What to do about a check. */
export const checkAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('screen'),
    screen: z.enum(['sources', 'settings', 'calendar', 'team', 'queue', 'reach']),
  }),
  z.object({ kind: z.literal('test'), channel: z.string() }),
  z.object({ kind: z.literal('practise') }),
  z.object({ kind: z.literal('ask-sources') }),
]);

export const checkView = z.object({
  id: z.string(),
  group: z.enum(['alerts', 'desktop', 'channels', 'team', 'proof']),
  title: z.string(),
  state: z.enum(['ok', 'warn', 'bad', 'unknown']),
  says: z.string(),
  since: nullableInstant,
  act: checkAct,
});

/** "Am I pageable?", with what it is judged by, and where nobody is on call in the next two weeks. */
export const readinessView = z.object({
  at: instant,
  light,
  /** The light and its worst reason in one line. */
  line: z.string(),
  checks: z.array(checkView),
  /** IANA name of the zone of whoever sits here: the look ahead is in its days. */
  timeZone: z.string(),
  ahead: z.object({
    from: instant,
    to: instant,
    schedules: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** By start, without overlap; what lies between them is somebody else's. */
        spans: z.array(
          z.object({ start: instant, end: instant, kind: z.enum(['nobody', 'closed', 'mine']) }),
        ),
      }),
    ),
  }),
});

export const drillView = z.object({
  id: z.string(),
  kind: z.enum(['asked', 'monthly']),
  startedAt: instant,
  endedAt: nullableInstant,
  outcome: z.enum(['running', 'answered', 'late', 'missed', 'interrupted']),
  /** Milliseconds; null where nobody answered. */
  answeredAfter: z.number().nullable(),
  target: z.number(),
  /** 0–100; null while it runs, or where it was cut off. */
  points: z.number().nullable(),
  passed: z.boolean(),
  says: z.string(),
  channels: z.array(
    z.object({
      channel: z.string(),
      title: z.string(),
      state: z.enum(['delivered', 'refused', 'failed', 'pending', 'not-needed']),
      after: z.number().nullable(),
      detail: z.string(),
    }),
  ),
});

export const drillsView = z.object({
  monthly: z.boolean(),
  /** When the next monthly one comes; null while they are off. */
  nextAt: nullableInstant,
  /** Newest first; the running one among them. */
  drills: z.array(drillView),
  /** Why results cannot be kept; ''. */
  trouble: z.string(),
});

export const heartbeatView = z.object({
  id: z.string(),
  name: z.string(),
  /** Milliseconds. */
  within: z.number(),
  service: z.string(),
  /** Matchers as the team file has them; [] for one that only calls are. */
  match: z.array(z.string()),
  state: z.enum(['new', 'beating', 'missed']),
  lastHeardAt: nullableInstant,
  dueAt: nullableInstant,
});

export const ownHeartbeatView = z.object({
  on: z.boolean(),
  every: z.number(),
  method: z.enum(['GET', 'POST']),
  /** Of the address; the whole is in the keychain. */
  host: z.string(),
  lastOkAt: nullableInstant,
  problem: z.string(),
  held: z.string(),
});

export const heartbeatsView = z.object({
  heartbeats: z.array(heartbeatView),
  own: ownHeartbeatView,
  /** Where jobs call, without the id; '' while the listener is shut. */
  url: z.string(),
});

/** What only the shell knows of the machine. */
export const shellMachine = z.strictObject({
  online: z.boolean(),
  onBattery: z.boolean(),
  /** Something of ours keeps the machine awake. */
  blocked: z.boolean(),
  notifications: z.boolean(),
  sound: z.enum(['on', 'off']),
});

export type ReadinessView = z.infer<typeof readinessView>;
export type CheckView = z.infer<typeof checkView>;
export type DrillView = z.infer<typeof drillView>;
export type DrillsView = z.infer<typeof drillsView>;
export type HeartbeatView = z.infer<typeof heartbeatView>;
export type HeartbeatsView = z.infer<typeof heartbeatsView>;
export type ShellMachine = z.infer<typeof shellMachine>;
