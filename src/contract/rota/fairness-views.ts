import { z } from 'zod';
import { personView } from '../views/people';

const figures = z.object({
  hours: z.number(),
  nights: z.number(),
  weekends: z.number(),
  holidays: z.number(),
  shifts: z.number(),
  /** null where it is not known: pages are known at the desktop of whom they reached. */
  interruptions: z.number().nullable(),
  sleepInterruptions: z.number().nullable(),
  shortestRest: z.number().nullable(),
});

export const fairnessView = z.object({
  from: z.number(),
  to: z.number(),
  people: z.array(figures.extend({ person: personView })),
  /** Over all people of the team who are in any of the schedules; of interruptions, over those that are known, from two on. */
  mean: figures,
  /** Hours with nobody on call. */
  gaps: z.number(),
  /** Who owes whom, from trades: hours given and not given back. */
  ledger: z.array(z.object({ debtor: personView, creditor: personView, hours: z.number() })),
  holidays: z.array(z.object({ date: z.string(), name: z.string(), region: z.string() })),
  csv: z.string(),
  /** What could not be counted, a sentence each: "Grace has no `holidays` in the team file". */
  notes: z.array(z.string()),
});

export type FairnessFigures = z.infer<typeof figures>;
export type FairnessView = z.infer<typeof fairnessView>;
