import { z } from 'zod';
import { personView } from './people';

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

export type TeamView = z.infer<typeof teamView>;
