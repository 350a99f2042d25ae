import { z } from 'zod';
import { actorView } from './people';
import { incidentRow } from './queue';
import { instant, nullableInstant } from './values';

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
});

export type StoryLine = z.infer<typeof storyLine>;
export type PageView = z.infer<typeof pageView>;
export type LinkView = z.infer<typeof linkView>;
export type WriteBackView = z.infer<typeof writeBackView>;
export type IncidentView = z.infer<typeof incidentView>;
