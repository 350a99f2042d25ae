import { z } from 'zod';
import { actId, call, done, instant, nothing, personId, scheduleId } from '../call';
import { handoverView, noticeView, rotaView, whoView, whyView } from './rota-views';

const span = { start: instant, end: instant };

/** Reading the rota, and the acts of one person that need nobody's consent. */
export const rotaCalls = {
  /** At most 400 days. `schedules` [] is all of them. */
  'rota.get': call(
    'engine',
    z.strictObject({ from: instant, to: instant, schedules: z.array(scheduleId).max(100).default([]) }),
    rotaView,
  ),
  'rota.why': call('engine', z.strictObject({ schedule: scheduleId, at: instant }), whyView),
  'rota.who': call('engine', nothing, whoView),
  /** Puts somebody (null: nobody) in a span of a schedule; "take the pager now" puts me. */
  'override.make': call(
    'engine',
    z.strictObject({
      schedule: scheduleId,
      person: personId.nullable(),
      ...span,
      reason: z.string().max(1000).default(''),
    }),
    done.extend({ id: z.string() }),
  ),
  'override.remove': call('engine', z.strictObject({ id: actId }), done),
  'away.set': call(
    'engine',
    z.strictObject({ person: personId, ...span, reason: z.string().max(1000).default('') }),
    done.extend({ id: z.string() }),
  ),
  'away.remove': call('engine', z.strictObject({ id: actId }), done),
  'notice.list': call('engine', nothing, z.array(noticeView)),
  'notice.dismiss': call('engine', z.strictObject({ id: z.string().min(1).max(300) }), z.object({})),
  'handover.get': call('engine', z.strictObject({ schedule: scheduleId }), handoverView),
  'handover.note': call(
    'engine',
    z.strictObject({ schedule: scheduleId, text: z.string().trim().min(1).max(10_000) }),
    done,
  ),
} as const;
