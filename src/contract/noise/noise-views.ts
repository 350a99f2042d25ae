import { z } from 'zod';

export const heldHow = z.enum([
  'silenced',
  'maintenance',
  'inhibited',
  'grouped',
  'flapping',
  'holding',
  'collecting',
]);

/** A setting of the service that would have made an alert quieter. */
const suggestion = z.object({
  kind: z.enum(['hold', 'group', 'flapping']),
  /** One sentence. */
  text: z.string(),
  /** The line of the service in the team file. */
  yaml: z.string(),
  avoided: z.number(),
});

/** One alert name at one service. */
const row = z.object({
  name: z.string(),
  service: z.object({ id: z.string(), name: z.string(), inFile: z.boolean() }),
  /** Incidents that began in the span. */
  incidents: z.number(),
  /** Of these, a page reached somebody through this desktop. */
  paged: z.number(),
  /** Of those paged, the first page came between 22:00 and 07:00 of whom it reached. */
  atSleep: z.number(),
  /** Of those paged, nobody acted on them. */
  unacted: z.number(),
  unactedAtSleep: z.number(),
  /** Incidents that something held back, by what; held and paged later counts here and there. */
  held: z.array(z.object({ how: heldHow, incidents: z.number() })),
  suggestions: z.array(suggestion),
});

export const noiseView = z.object({
  from: z.number(),
  to: z.number(),
  total: z.object({
    incidents: z.number(),
    paged: z.number(),
    atSleep: z.number(),
    unacted: z.number(),
    unactedAtSleep: z.number(),
    held: z.number(),
  }),
  /** Most noise first; at most 200. */
  rows: z.array(row),
  /** Alerts that are not among the rows. */
  moreRows: z.number(),
  /** What held the most back, at most 20. */
  heldBy: z.array(z.object({ how: heldHow, detail: z.string(), incidents: z.number() })),
  csv: z.string(),
  /** What could not be counted, a sentence each. */
  notes: z.array(z.string()),
});

export type NoiseView = z.infer<typeof noiseView>;
export type NoiseRowView = NoiseView['rows'][number];
