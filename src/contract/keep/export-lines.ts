import { z } from 'zod';

/** Version of the export. It rises when a line changes its meaning or loses a field; new fields and new types do not raise it. */
export const EXPORT_VERSION = 1;

const instant = z.number().int().describe('Milliseconds since 1970 UTC');

const header = z.looseObject({
  type: z.literal('header'),
  format: z.literal('watchbill-export'),
  version: z.literal(EXPORT_VERSION),
  at: instant,
  watchbill: z.string().describe('Version of Watchbill that wrote it'),
  desktop: z
    .string()
    .describe('Short id of the desktop, first part of incident ids; empty where none was given yet'),
});

const settings = z.looseObject({
  type: z.literal('settings'),
  file: z.string(),
  value: z.record(z.string(), z.unknown()),
});

const team = z.looseObject({
  type: z.literal('team'),
  file: z.string().describe('Path in the team folder'),
  text: z.string(),
});

const teamLog = z.looseObject({
  type: z.literal('teamLog'),
  file: z.string().describe('Path in the team folder'),
  act: z.unknown().describe('One line of the log (docs/team-folder.md); a text where it is no JSON'),
});

const incident = z.looseObject({
  type: z.literal('incident'),
  incident: z.looseObject({
    id: z.string(),
    number: z.number().int(),
    status: z.enum(['open', 'acknowledged', 'resolved']),
    source: z.string(),
    dedupKey: z.string(),
    title: z.string(),
    openedAt: instant,
    resolvedAt: instant.nullable(),
  }),
});

const fact = z.looseObject({
  type: z.literal('fact'),
  seq: z.number().int().describe('Order of facts on this desktop'),
  fact: z.looseObject({
    kind: z.string(),
    at: instant,
    by: z.looseObject({ kind: z.enum(['person', 'source', 'watchbill']) }),
  }),
});

const page = z.looseObject({
  type: z.literal('page'),
  page: z.looseObject({
    id: z.string(),
    incident: z.string(),
    person: z.string(),
    channel: z.string(),
    at: instant,
    reason: z.string(),
    why: z.string(),
    delivery: z.looseObject({ state: z.enum(['pending', 'delivered', 'refused', 'failed']) }),
  }),
});

const unreadable = z.looseObject({
  type: z.literal('unreadable'),
  at: instant,
  source: z.string(),
  format: z.string(),
  reason: z.string(),
  body: z.string(),
});

const end = z.looseObject({
  type: z.literal('end'),
  counts: z.record(z.string(), z.number().int()).describe('Lines of each type before this one'),
});

/** One line of an export: `docs/export.schema.json` is made of this. */
export const exportLine = z.discriminatedUnion('type', [
  header,
  settings,
  team,
  teamLog,
  incident,
  fact,
  page,
  unreadable,
  end,
]);

export type ExportHeader = Pick<z.infer<typeof header>, 'at' | 'watchbill' | 'desktop'>;
