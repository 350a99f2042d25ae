import { z } from 'zod';
import { personView } from '../views/people';

export const planRequest = z.strictObject({
  schedule: z.string().min(1).max(60),
  people: z.array(z.string().min(1).max(60)).min(1).max(100),
  /** First handoff and end, wall clock in the schedule's zone, `2027-01-04T09:00`. */
  start: z.string().max(40),
  end: z.string().max(40),
  /** Length of a shift: `1 week`, `1 day`, `12 hours`. */
  turn: z.string().max(40),
  /** Least rest between two shifts of one person, hours. */
  minRest: z.number().min(0).max(2000),
  /** Most hours of duty in any 7 days in a row; 0 for no limit. */
  maxPerWeek: z.number().min(0).max(168),
  weights: z.strictObject({
    nights: z.number().min(0).max(100),
    weekends: z.number().min(0).max(100),
    holidays: z.number().min(0).max(100),
  }),
  /** Whether what people carried in the 90 days before counts. */
  pastLoad: z.boolean(),
  wishes: z
    .array(
      z.strictObject({
        person: z.string().min(1).max(60),
        kind: z.enum(['prefer', 'refuse']),
        /** ISO date in the schedule's zone, or a weekday `mon`. */
        day: z.string().max(20),
      }),
    )
    .max(2000),
  /** Seconds the solver may take. */
  timeLimit: z.number().min(1).max(600),
});

const score = z.object({
  /** The less the fairer: weighted spread of load over people, in hours, plus broken wishes. */
  total: z.number(),
  spread: z.number(),
  nightSpread: z.number(),
  weekendSpread: z.number(),
  holidaySpread: z.number(),
  wishesBroken: z.number(),
});

const planned = z.object({
  start: z.number(),
  end: z.number(),
  person: z.string().nullable(),
});

export const planView = z.object({
  state: z.enum(['idle', 'working', 'done', 'impossible', 'cancelled', 'failed']),
  request: planRequest.nullable(),
  /** 0–1, as far as it can be told. */
  progress: z.number(),
  text: z.string(),
  people: z.array(personView),
  plan: z.array(planned),
  score: score.nullable(),
  roundRobin: z.array(planned),
  roundRobinScore: score.nullable(),
  /** Rules that plain taking turns breaks, a sentence each. */
  roundRobinBreaks: z.array(z.string()),
  /** Proven: no plan is better than this by more than `gap` (0–1); null while unknown. */
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  /** Where none satisfies all: which wishes and rules collide, a sentence each. */
  collisions: z.array(z.string()),
  perPerson: z.array(
    z.object({
      person: z.string(),
      hours: z.number(),
      nights: z.number(),
      weekends: z.number(),
      holidays: z.number(),
      shifts: z.number(),
    }),
  ),
  /** The layer that would be written, as YAML, for a person to read; '' without a plan. */
  yaml: z.string(),
  /** What to know about it, a sentence each: overrides that stay, people without a shift, holidays not counted. */
  notes: z.array(z.string()),
});

export type PlanRequest = z.infer<typeof planRequest>;
export type PlanScore = z.infer<typeof score>;
export type PlanView = z.infer<typeof planView>;
