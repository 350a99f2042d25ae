import { z } from 'zod';
import { call, done, nothing, scheduleId } from '../call';
import { lintView, previewView, scheduleDraft } from './schedule-views';

/** The schedule editor: a draft is previewed as it is typed, and written into the team file when it is saved. */
export const scheduleCalls = {
  /** As it stands in the team file; null for an id that is none. */
  'schedule.draft': call('engine', z.strictObject({ id: scheduleId }), scheduleDraft.nullable()),
  /** `replaces`: the id of the schedule that is edited; '' for a new one. */
  'schedule.preview': call(
    'engine',
    z.strictObject({ draft: scheduleDraft, replaces: z.string().max(60) }),
    previewView,
  ),
  /**
   * `base`: what `schedule.draft` gave when the editing began. Where the file's schedule is another by now, nothing is
   * written and the answer says so; without it, what stands there is replaced.
   */
  'schedule.save': call(
    'engine',
    z.strictObject({ draft: scheduleDraft, replaces: z.string().max(60), base: scheduleDraft.optional() }),
    done,
  ),
  'schedule.remove': call('engine', z.strictObject({ id: scheduleId }), done),
  /** The check of the rota in force, as `watchbill check` prints it. */
  'schedule.lint': call('engine', nothing, z.array(lintView)),
} as const;
