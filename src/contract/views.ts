import { z } from 'zod';

/**
 * What screens show. Instants are integers, milliseconds since 1970 UTC. Text that came from outside is plain text:
 * show it as text, isolated (bdi), never as markup.
 */
const instant = z.number();
const nullableInstant = z.number().nullable();

export const severity = z.enum(['critical', 'error', 'warning', 'info', 'none']);
export const incidentStatus = z.enum(['open', 'acknowledged', 'resolved']);
export const suppression = z.object({
  how: z.enum(['silenced', 'inhibited', 'muted']),
  by: z.array(z.string()),
});

export const personView = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  /** 0–11: index into the palette of people. */
  colour: z.number(),
  email: z.string(),
  timeZone: z.string(),
});

/** Who did it, ready to show: "Ada Okafor", "prod-alertmanager", "Watchbill". `person` when it is one of the team. */
export const actorView = z.object({ name: z.string(), person: personView.nullable() });

export const writeBackView = z.object({
  state: z.enum(['writing', 'confirmed', 'refused', 'removing', 'removed']),
  at: instant,
  endsAt: nullableInstant,
  silenceId: z.string(),
  detail: z.string(),
  /** One sentence: "Confirmed by prod-alertmanager 02:14:07, silenced until 02:29". */
  text: z.string(),
});

export const incidentRow = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  severity,
  status: incidentStatus,
  suppression: suppression.nullable(),
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
  pages: z.array(pageView),
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
  offset: z.number(),
  /** Counts over everything, whatever the filter. */
  counts: z.object({
    open: z.number(),
    acknowledged: z.number(),
    suppressed: z.number(),
    resolved: z.number(),
  }),
});

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

/** The one line of truth: strip, tray and pop-up are painted from it. */
export const statusView = z.object({
  team: z.string(),
  me: personView,
  /** `blind` beats `page` beats `acknowledged` beats `oncall` beats `rest`, for the tray's shape; a page also rings when blind. */
  tray: z.enum(['rest', 'oncall', 'page', 'acknowledged', 'blind']),
  onCall: z.object({ yes: z.boolean(), until: nullableInstant, why: z.string() }),
  /** Who is on call now, a row a schedule; [] while there is no rota. `person` null: nobody. */
  duties: z.array(
    z.object({
      schedule: z.string(),
      name: z.string(),
      person: personView.nullable(),
      until: nullableInstant,
      because: z.string(),
      /** Nobody, outside the hours of a schedule that opens and closes: no gap that anybody forgot. */
      closed: z.boolean().optional(),
    }),
  ),
  /** Incidents that ring now. */
  waiting: z.number(),
  open: z.number(),
  acknowledged: z.number(),
  suppressed: z.number(),
  blind: z.array(z.object({ id: z.string(), text: z.string() })),
  /** Sources that are failing or blind, of how many. */
  sources: z.object({ all: z.number(), failing: z.number() }),
  storing: z.object({ ok: z.boolean(), text: z.string() }),
  listener: z.object({ url: z.string(), ok: z.boolean(), text: z.string() }),
  /** Whether the last page by each channel arrived. */
  channels: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum(['untried', 'ok', 'bad']),
      detail: z.string(),
      at: nullableInstant,
    }),
  ),
  /** Things to tell loudly: slept, team file broken, secrets not encrypted … `act` names a screen. */
  banners: z.array(
    z.object({
      id: z.string(),
      tone: z.enum(['bad', 'warn', 'info']),
      text: z.string(),
      act: z.enum(['', 'sources', 'settings', 'team', 'queue']),
    }),
  ),
  /** One sentence for the tooltip and the strip. */
  sentence: z.string(),
});

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
});

export const ringingView = z.object({
  /** Critical first, then oldest first; at most 50. */
  pages: z.array(ringingPage),
  /** Ringing in all. */
  total: z.number(),
  me: personView,
});

export const calendarView = z.object({
  incidents: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      title: z.string(),
      severity,
      status: incidentStatus,
      suppression: suppression.nullable(),
      snoozedUntil: nullableInstant,
      start: instant,
      end: nullableInstant,
      service: z.string(),
    }),
  ),
  /** True when the span holds more incidents than are shown (at most 2,000). */
  more: z.boolean(),
});

export const teamView = z.object({
  folder: z.string(),
  name: z.string(),
  timeZone: z.string(),
  /** `holidays`: the region whose public holidays are theirs, `GB-ENG`; '' or missing for none known. */
  people: z.array(personView.extend({ holidays: z.string().optional() })),
  services: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      match: z.array(z.string()),
      owners: z.array(z.string()),
      runbook: z.string(),
      repository: z.string(),
    }),
  ),
  /** What is wrong in the file now; with errors, the last good one is in force. */
  problems: z.array(
    z.object({
      level: z.enum(['error', 'warning']),
      line: z.number(),
      column: z.number(),
      message: z.string(),
    }),
  ),
  lastGood: z.boolean(),
});

export const practiceView = z.object({
  /** null while no practice page was made since the start. */
  incident: z.string().nullable(),
  state: z.enum(['idle', 'ringing', 'answered']),
  channels: z.array(
    z.object({
      channel: z.string(),
      title: z.string(),
      state: z.enum(['pending', 'delivered', 'refused', 'failed']),
      detail: z.string(),
    }),
  ),
  answeredAfter: z.number().nullable(),
});

export type PersonView = z.infer<typeof personView>;
export type ActorView = z.infer<typeof actorView>;
export type IncidentRow = z.infer<typeof incidentRow>;
export type StoryLine = z.infer<typeof storyLine>;
export type PageView = z.infer<typeof pageView>;
export type LinkView = z.infer<typeof linkView>;
export type WriteBackView = z.infer<typeof writeBackView>;
export type IncidentView = z.infer<typeof incidentView>;
export type QueueFilter = z.infer<typeof queueFilter>;
export type QueueWindow = z.infer<typeof queueWindow>;
export type SourceView = z.infer<typeof sourceView>;
export type UnreadableView = z.infer<typeof unreadableView>;
export type StatusView = z.infer<typeof statusView>;
export type RingingPage = z.infer<typeof ringingPage>;
export type RingingView = z.infer<typeof ringingView>;
export type CalendarView = z.infer<typeof calendarView>;
export type TeamView = z.infer<typeof teamView>;
export type PracticeView = z.infer<typeof practiceView>;
