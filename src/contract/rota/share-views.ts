import { z } from 'zod';

/** How the team folder is shared, and what is going on. */
export const syncView = z.object({
  /** A plain folder (synced by something else, or not at all), or a clone of a git repository. */
  kind: z.enum(['folder', 'git']),
  /** Pull, commit and push by itself. */
  auto: z.boolean(),
  state: z.enum(['off', 'idle', 'working', 'failed']),
  /** What it does or did last, one sentence. */
  text: z.string(),
  branch: z.string(),
  remote: z.string(),
  lastAt: z.number().nullable(),
  /** The last steps, newest first: "pulled 2 commits", "pushed". */
  steps: z.array(z.object({ at: z.number(), text: z.string(), ok: z.boolean() })),
  /** Whether what we did reaches the others: '' or why the log cannot be written. */
  logTrouble: z.string(),
  /** Desktops heard of in the log. */
  desktops: z.array(z.object({ id: z.string(), person: z.string(), lastAt: z.number() })),
});

export const subscriptionView = z.object({
  /** `away:<person>` or `layer:<schedule>/<layer>`. */
  id: z.string(),
  title: z.string(),
  /** File in the team folder that it keeps up to date. */
  file: z.string(),
  /** Host of the address; the address itself is a secret. */
  host: z.string(),
  lastGoodAt: z.number().nullable(),
  problem: z.string(),
  events: z.number(),
});

/** What an import would bring. */
export const importView = z.object({
  ok: z.boolean(),
  text: z.string(),
  /** Schedules as they would stand in the team file. */
  schedules: z.array(
    z.object({ id: z.string(), name: z.string(), layers: z.number(), overrides: z.number() }),
  ),
  people: z.array(z.object({ id: z.string(), name: z.string(), isNew: z.boolean() })),
  /** What does not map exactly, a sentence each; [] says that all of it does. */
  notes: z.array(z.string()),
  /** The YAML that would be added, for a person to read. */
  yaml: z.string(),
});

export type SyncView = z.infer<typeof syncView>;
export type SubscriptionView = z.infer<typeof subscriptionView>;
export type ImportView = z.infer<typeof importView>;
