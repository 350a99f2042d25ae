import { z } from 'zod';
import { personView } from '../views';

const figures = z.object({
  hours: z.number(),
  nights: z.number(),
  weekends: z.number(),
  holidays: z.number(),
  shifts: z.number(),
  interruptions: z.number(),
  sleepInterruptions: z.number(),
  shortestRest: z.number().nullable(),
});

export const fairnessView = z.object({
  from: z.number(),
  to: z.number(),
  people: z.array(figures.extend({ person: personView })),
  /** Over all people of the team who are in any of the schedules. */
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
