import { z } from 'zod';
import { heldHow } from '../noise/noise-views';
import { fieldProblem, hoursDraft } from '../rota/schedule-views';
import { personView } from '../views/people';

const id = z.string().max(60);
const short = z.string().max(200);
const duration = z.string().max(40);

/** A step as the form holds it; texts as typed. */
const stepDraft = z.strictObject({
  /** `5m`; '' for at once, of the first step only. */
  after: duration,
  /** `schedule:primary`, `next:primary`, `all:primary`, `person:ada`, `everyone`. */
  page: z.array(z.string().max(80)).max(50),
  roundRobin: z.boolean(),
  acknowledge: z.enum(['one', 'all']),
  urgency: z.enum(['', 'high', 'low']),
  hours: z.array(hoursDraft).max(50),
  timeZone: short,
});

export const escalationDraft = z.strictObject({
  id,
  name: short,
  acknowledgeTimeout: duration,
  repeat: z.string().max(10),
  repeatAfter: duration,
  steps: z.array(stepDraft).max(100),
});

export const serviceDraft = z.strictObject({
  id,
  name: short,
  match: z.array(z.string().max(2000)).max(100),
  owners: z.array(id).max(200),
  repository: z.string().max(1000),
  runbook: z.string().max(1000),
  escalation: id,
  urgency: z.enum(['severity', 'high', 'low']),
  supportHours: z
    .strictObject({
      hours: z.array(hoursDraft).max(50),
      timeZone: short,
      outside: z.enum(['high', 'low']),
      criticalToo: z.boolean(),
    })
    .nullable(),
  hold: duration,
  group: z.strictObject({ by: z.array(short).max(50), wait: duration, window: duration }).nullable(),
  flapping: z.strictObject({ changes: z.string().max(10), within: duration, steady: duration }).nullable(),
  codeowners: z.string().max(1000),
  codeownersPaths: z.array(z.string().max(1000)).max(100),
});

/** One change of the team file. `base`: what `policy.get` gave when editing began; null for a new one. */
export const policyChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('service'),
    id: id.nullable(),
    draft: serviceDraft,
    base: serviceDraft.nullable(),
  }),
  z.strictObject({
    kind: z.literal('escalation'),
    id: id.nullable(),
    draft: escalationDraft,
    base: escalationDraft.nullable(),
  }),
  /** To a place of the list, from 0. */
  z.strictObject({ kind: z.literal('moveService'), id, to: z.number().int().min(0).max(10_000) }),
  z.strictObject({ kind: z.literal('removeService'), id }),
  z.strictObject({ kind: z.literal('removeEscalation'), id }),
]);

export const policyView = z.object({
  services: z.array(serviceDraft),
  escalations: z.array(escalationDraft),
  people: z.array(personView),
  schedules: z.array(z.object({ id: z.string(), name: z.string() })),
  timeZone: z.string(),
  /** Why nothing can be saved now; '' where it can. */
  locked: z.string(),
});

const hours = z.object({ business: z.number(), off: z.number(), sleep: z.number() });

/** "What would have happened": one team file over one span. */
const happened = z.object({
  incidents: z.number(),
  paged: z.number(),
  pages: z.number(),
  hours,
  people: z.array(z.object({ person: personView.nullable(), pages: z.number(), hours })),
  held: z.array(z.object({ how: heldHow, incidents: z.number(), forGood: z.number() })),
  /** `step` from 0. */
  escalated: z.array(z.object({ step: z.number(), incidents: z.number() })),
});

/** What became of one incident, in a line: "Ada 02:00, Grace 02:04" or "nobody: held (holding)". */
const change = z.object({
  title: z.string(),
  openedAt: z.number(),
  before: z.string(),
  after: z.string(),
});

export const policyPreview = z.object({
  problems: z.array(fieldProblem),
  from: z.number(),
  to: z.number(),
  /** null while there are errors, or nothing is stored. */
  before: happened.nullable(),
  after: happened.nullable(),
  /** Incidents that would have gone another way; at most 50. */
  changes: z.array(change),
  moreChanges: z.number(),
  notes: z.array(z.string()),
});

export type StepDraft = z.infer<typeof stepDraft>;
export type EscalationDraft = z.infer<typeof escalationDraft>;
export type ServiceDraft = z.infer<typeof serviceDraft>;
export type PolicyChange = z.infer<typeof policyChange>;
export type PolicyView = z.infer<typeof policyView>;
export type PolicyPreview = z.infer<typeof policyPreview>;
export type Happened = z.infer<typeof happened>;
