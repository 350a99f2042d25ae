import { z } from 'zod';
import { personView } from '../views/people';

const instant = z.number();

/** A stretch of one schedule's final rota. */
export const shiftView = z.object({
  start: instant,
  end: instant,
  /** Id of the person; null is a gap: nobody is on call. */
  person: z.string().nullable(),
  /** `closed`: nobody, outside the hours of a schedule that opens and closes: no gap that anybody forgot. */
  mark: z.enum(['plain', 'override', 'trade', 'taken-off', 'closed']),
  /** Id of the layer; '' where it is none. */
  layer: z.string(),
  /** Id of the override or trade that made it; '' where none did. */
  by: z.string(),
});

export const scheduleRow = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  /** Cover the span asked for, in order. */
  shifts: z.array(shiftView),
});

export const awayView = z.object({
  id: z.string(),
  person: z.string(),
  start: instant,
  end: instant,
  reason: z.string(),
  /** What was typed in can be taken back; what stands in their calendar cannot. */
  origin: z.enum(['act', 'calendar']),
  /** Shifts of theirs that fall into it, and need cover. */
  needsCover: z.array(z.object({ schedule: z.string(), start: instant, end: instant })),
});

/** What the calendar of the rota shows. Ids of people are those of `people`; strangers are in it too. */
export const rotaView = z.object({
  schedules: z.array(scheduleRow),
  people: z.array(personView),
  me: z.string(),
  teamZone: z.string(),
  away: z.array(awayView),
  /** What is wrong with what the rota is made from (a calendar file, the log); a sentence each. */
  problems: z.array(z.string()),
});

/** The answer to "why her?" for one minute. */
export const whyView = z.object({
  schedule: z.string(),
  scheduleName: z.string(),
  at: instant,
  person: personView.nullable(),
  start: instant,
  /** null where it goes on for as long as can be seen. */
  end: instant.nullable(),
  /** One sentence: "Grace, because of the trade with Ada agreed on Tuesday, over layer weekly." */
  text: z.string(),
  /** All that has a say at that minute, the one that wins first. */
  reasons: z.array(z.object({ wins: z.boolean(), text: z.string() })),
  /** The override or trade that wins, for undoing it; '' where none does. */
  by: z.string(),
  kind: z.enum(['layer', 'calendar', 'override', 'trade', 'gap']),
});

/** Who is on call now, one row a schedule. */
export const whoView = z.array(
  z.object({
    schedule: z.string(),
    name: z.string(),
    person: personView.nullable(),
    until: instant.nullable(),
    because: z.string(),
    next: personView.nullable(),
  }),
);

/** Something about the rota that this person must hear once. */
export const noticeView = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(['moved', 'begins', 'ends', 'offer', 'answer', 'needs-cover', 'gap']),
  title: z.string(),
  text: z.string(),
  /** Where it leads: a trade, or an instant on the calendar. */
  trade: z.string(),
  start: instant.nullable(),
  /** Whose handover it is about, of `begins` and `ends`. */
  schedule: z.string().optional(),
});

/** What the next one must know. */
export const handoverView = z.object({
  schedule: z.string(),
  scheduleName: z.string(),
  from: personView.nullable(),
  to: personView.nullable(),
  at: instant.nullable(),
  open: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      title: z.string(),
      severity: z.string(),
      status: z.string(),
    }),
  ),
  /** Most often paged in the duty that ends. */
  noisy: z.array(z.object({ title: z.string(), count: z.number() })),
  notes: z.array(z.object({ at: instant, by: personView, text: z.string() })),
});

export type ShiftView = z.infer<typeof shiftView>;
export type ScheduleRow = z.infer<typeof scheduleRow>;
export type AwayView = z.infer<typeof awayView>;
export type RotaView = z.infer<typeof rotaView>;
export type WhyView = z.infer<typeof whyView>;
export type WhoView = z.infer<typeof whoView>;
export type NoticeView = z.infer<typeof noticeView>;
export type HandoverView = z.infer<typeof handoverView>;
