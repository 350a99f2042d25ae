import { z } from 'zod';
import { actId, call, done, instant, nothing } from '../call';
import { maintenanceView, silencePreview, silenceView } from './mute-views';

const matchers = z.array(z.string().max(2000)).max(50);
/** `start` null: now. */
const when = { start: instant.nullable().default(null), end: instant };
const reason = z.string().max(1000).default('');

/** What keeps pages back on purpose, made by people and CI jobs; it stands in the team's log and holds on every desktop. */
export const muteCalls = {
  /** Those in force by their end, those to come by their start, then those that ended in the last week, newest first. */
  'silences.list': call('engine', nothing, z.array(silenceView)),
  'silence.make': call(
    'engine',
    z.strictObject({ matchers, ...when, reason }),
    done.extend({ id: z.string() }),
  ),
  'silence.end': call('engine', z.strictObject({ id: actId }), done),
  'silence.preview': call('engine', z.strictObject({ matchers }), silencePreview),
  /** Also what the team file plans. In the order of `silences.list`. */
  'maintenance.list': call('engine', nothing, z.array(maintenanceView)),
  /** `services` [] is all of them. */
  'maintenance.start': call(
    'engine',
    z.strictObject({ services: z.array(z.string().min(1).max(60)).max(500), ...when, reason }),
    done.extend({ id: z.string() }),
  ),
  'maintenance.end': call('engine', z.strictObject({ id: actId }), done),
} as const;
