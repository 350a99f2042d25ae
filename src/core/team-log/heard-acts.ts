import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Act, HeardAct } from './act';

/** Acts on incidents that concern what may be open now: of the last 24 hours, in the order given. */
export function heardActs(acts: readonly Act[], at: Instant): readonly HeardAct[] {
  return acts.filter((act): act is HeardAct => act.body.kind === 'incidentActed' && at - act.stamp.ms < DAY);
}
