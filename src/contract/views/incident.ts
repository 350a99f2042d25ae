import { z } from 'zod';
import { actorView, personView } from './people';
import { incidentRow } from './queue';
import { incidentStatus, instant, nullableInstant, severity } from './values';

export const writeBackView = z.object({
  state: z.enum(['writing', 'confirmed', 'refused', 'removing', 'removed']),
  at: instant,
  endsAt: nullableInstant,
  silenceId: z.string(),
  detail: z.string(),
  /** One sentence: "Confirmed by prod-alertmanager 02:14:07, silenced until 02:29". */
  text: z.string(),
});

/** One line of an incident's story, from one fact. */
export const storyLine = z.object({
  at: instant,
  /** The fact's kind, for the glyph. */
  kind: z.enum([
    'opened',
    'seen',
    'suppressed',
    'unsuppressed',
    'missed',
    'foundAgain',
    'acknowledged',
    'snoozed',
    'unacknowledged',
    'resolved',
    'noted',
    'paged',
    'notPaged',
    'delivered',
    'writeBack',
    'clockSet',
    'answered',
    'moved',
    'openedBefore',
    'held',
    'released',
    'regrouped',
  ]),
  text: z.string(),
  detail: z.string(),
  tone: z.enum(['plain', 'good', 'bad', 'quiet']),
  actor: actorView.nullable(),
});

export const pageView = z.object({
  id: z.string(),
  incident: z.string(),
  person: z.string(),
  channel: z.string(),
  at: instant,
  reason: z.string(),
  why: z.string(),
  delivery: z.object({
    state: z.enum(['pending', 'delivered', 'refused', 'failed']),
    at: nullableInstant,
    detail: z.string(),
  }),
});

export const linkView = z.object({
  text: z.string(),
  href: z.string(),
  /** Only http(s) links may be opened (by the call `shell.openLink`, which asks with the host shown). */
  openable: z.boolean(),
});

/** Who is paged when, if nobody answers. */
export const planAheadView = z.object({
  /** `Ada now, Grace in 4:10, everyone in 19:10.` */
  text: z.string(),
  steps: z.array(
    z.object({
      at: instant,
      begun: z.boolean(),
      who: z.string(),
      /** Those of them whom no desktop of theirs can page. */
      away: z.array(z.string()),
      why: z.string(),
      skipped: z.boolean(),
    }),
  ),
  /** How many more are not among them. */
  more: z.number(),
});

export const incidentView = incidentRow.extend({
  description: z.string(),
  dedupKey: z.string(),
  labels: z.array(z.tuple([z.string(), z.string()])),
  annotations: z.array(z.tuple([z.string(), z.string()])),
  links: z.array(linkView),
  runbook: linkView.nullable(),
  startsAt: nullableInstant,
  /** "You are on call: there is no rota yet, so whoever sits at this desktop is." */
  why: z.string(),
  resolvedBy: actorView.nullable(),
  missing: z.object({ since: instant, reads: z.number() }).nullable(),
  writeBackDetail: writeBackView.nullable(),
  story: z.array(storyLine),
  /** How many facts, after the first one, and pages are older than what is told here. */
  earlier: z.object({ facts: z.number(), pages: z.number() }),
  pages: z.array(pageView),
  plan: planAheadView.nullable(),
  /** Who must answer although somebody acknowledged it. */
  waits: z.array(personView),
  /** What is part of it and not over: the first 50, the one that is open for longest first. */
  parts: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      title: z.string(),
      severity,
      status: incidentStatus,
      held: z.boolean(),
    }),
  ),
  /** Whether others can be paged about it from here: everybody's desktop sees it, and there is a rota. */
  movable: z.boolean(),
});

export type PlanAheadView = z.infer<typeof planAheadView>;
export type StoryLine = z.infer<typeof storyLine>;
export type PageView = z.infer<typeof pageView>;
export type LinkView = z.infer<typeof linkView>;
export type WriteBackView = z.infer<typeof writeBackView>;
export type IncidentView = z.infer<typeof incidentView>;
