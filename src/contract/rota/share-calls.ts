import { z } from 'zod';
import { call, done, nothing, personId, scheduleId } from '../call';
import { importView, subscriptionView, syncView } from './share-views';

const importInput = z.strictObject({
  kind: z.enum(['pagerduty', 'opsgenie', 'ics']),
  /** The export itself. */
  text: z.string().max(5_000_000),
  /** Of an .ics: the schedule and layer it becomes. */
  schedule: z.string().max(60).default(''),
});

/** Living with other tools, and sharing the folder. */
export const shareCalls = {
  'sync.get': call('engine', nothing, syncView),
  'sync.set': call('engine', z.strictObject({ auto: z.boolean() }), syncView),
  'sync.now': call('engine', nothing, syncView),
  /** The .ics of a schedule, or of all that one person has. */
  'calendar.export': call(
    'engine',
    z.strictObject({ schedule: scheduleId.nullable(), person: personId.nullable() }),
    z.object({
      fileName: z.string(),
      text: z.string(),
      /** Loopback address that a calendar program can subscribe to; it holds a token. '' while we do not listen. */
      feed: z.string(),
    }),
  ),
  /** Follows an iCalendar address: somebody's absences, or a schedule kept elsewhere. The address is kept as a secret. */
  'calendar.subscribe': call(
    'engine',
    z.strictObject({
      what: z.enum(['away', 'layer']),
      person: z.string().max(60).default(''),
      schedule: z.string().max(60).default(''),
      url: z.string().min(1).max(5000),
    }),
    done,
  ),
  'calendar.unsubscribe': call('engine', z.strictObject({ id: z.string().min(1).max(200) }), done),
  'calendar.subscriptions': call('engine', nothing, z.array(subscriptionView)),
  'import.preview': call('engine', importInput, importView),
  /** Writes what the preview showed into the team file (comments and order survive). */
  'import.apply': call('engine', importInput, done),
} as const;
