import { z } from 'zod';
import { personView } from '../views/people';

const instant = z.number();

export const pieceView = z.object({ schedule: z.string(), start: instant, end: instant });

export const tradeView = z.object({
  id: z.string(),
  from: personView,
  /** null: offered to anyone. */
  to: personView.nullable(),
  give: z.array(pieceView),
  /** [] for a gift. */
  want: z.array(pieceView),
  left: z.array(pieceView),
  note: z.string(),
  offeredAt: instant,
  expiresAt: instant,
  status: z.enum(['open', 'partly', 'agreed', 'declined', 'withdrawn', 'expired', 'undone']),
  takenBy: z.array(personView),
  /** One line: "Ada gives Fri 18:00–Sat 09:00 to Grace for Sat 09:00–18:00". */
  title: z.string(),
  /** What became of it so far, in words. */
  text: z.string(),
  /** What I may do. */
  mayAccept: z.boolean(),
  mayDecline: z.boolean(),
  mayWithdraw: z.boolean(),
  mayUndo: z.boolean(),
});

/** A person's load over the 28 days around a trade. Hours. */
export const loadView = z.object({
  hours: z.number(),
  nights: z.number(),
  weekends: z.number(),
  holidays: z.number(),
  shortestRest: z.number().nullable(),
});

/** What a trade would do, seen before it is agreed. */
export const effectView = z.object({
  changes: z.array(
    z.object({
      schedule: z.string(),
      start: instant,
      end: instant,
      before: personView.nullable(),
      after: personView.nullable(),
    }),
  ),
  people: z.array(z.object({ person: personView, before: loadView, after: loadView })),
  /** "Grace is away from Fri 12:00"; "that leaves Ada 2 h of rest". */
  warnings: z.array(z.string()),
  /** Why the hours are no longer what was offered; '' while they are. Accepting asks again with this. */
  moved: z.string(),
  /** What would really change hands now. */
  give: z.array(pieceView),
  want: z.array(pieceView),
});

export type PieceView = z.infer<typeof pieceView>;
export type TradeView = z.infer<typeof tradeView>;
export type LoadView = z.infer<typeof loadView>;
export type EffectView = z.infer<typeof effectView>;
