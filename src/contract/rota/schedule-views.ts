import { z } from 'zod';
import { shiftView } from './rota-views';

const time = z.string().max(40);

/** Hours of a layer as a person types them: '' days is every day; `calendar` stands alone. */
export const hoursDraft = z.strictObject({
  kind: z.enum(['daily', 'weekly', 'calendar']),
  days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).max(7),
  /** `09:00`, of a weekly window `fri 18:00`. */
  from: time,
  to: time,
  calendar: z.string().max(300),
});

export const layerDraft = z.strictObject({
  id: z.string().max(60),
  name: z.string().max(200),
  people: z.array(z.string().max(60)).max(500),
  /** Wall clock, `2026-01-05T09:00`. */
  start: time,
  /** `1 week`. */
  turn: time,
  /** '' for none. */
  until: time,
  hours: z.array(hoursDraft).max(100),
  /** An imported layer's .ics file in place of people and turns; '' for a rotation. */
  calendar: z.string().max(300),
});

/** A schedule as the editor holds it; text as typed, so that half a time of day is no error yet. */
export const scheduleDraft = z.strictObject({
  id: z.string().max(60),
  name: z.string().max(200),
  timeZone: z.string().max(100),
  layers: z.array(layerDraft).max(100),
  overrides: z
    .array(
      z.strictObject({ person: z.string().max(60), start: time, end: time, reason: z.string().max(1000) }),
    )
    .max(2000),
});

export const fieldProblem = z.object({
  level: z.enum(['error', 'warning']),
  /** `layers.0.turn`; '' is the whole. */
  at: z.string(),
  message: z.string(),
});

/** Somebody's hours that another would have after a change. */
export const changeView = z.object({
  start: z.number(),
  end: z.number(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** What the check of a whole rota says (gaps, daylight-saving dates …), a line each. */
export const lintView = z.object({
  level: z.enum(['error', 'warning', 'note']),
  schedule: z.string(),
  message: z.string(),
  at: z.number().nullable(),
});

export const previewView = z.object({
  problems: z.array(fieldProblem),
  /** The next eight weeks as they would be; [] while there are errors. */
  shifts: z.array(shiftView),
  from: z.number(),
  to: z.number(),
  /** Who changes and when, over the next eight weeks; at most 200. */
  changes: z.array(changeView),
  moreChanges: z.boolean(),
  /** Sentences: "Ada: 3 of 8 weeks become 4". */
  summary: z.array(z.string()),
  /** What the check says of the schedule as it would be; [] while there are errors. */
  lint: z.array(lintView),
});

export type HoursDraft = z.infer<typeof hoursDraft>;
export type LayerDraft = z.infer<typeof layerDraft>;
export type ScheduleDraft = z.infer<typeof scheduleDraft>;
export type FieldProblem = z.infer<typeof fieldProblem>;
export type ChangeView = z.infer<typeof changeView>;
export type PreviewView = z.infer<typeof previewView>;
export type LintView = z.infer<typeof lintView>;
