import { DAY } from '../time/duration';
import type { Instant } from '../time/instant';
import type { Act, HeardAct, HeardOpening } from './act';

/** Acts on incidents that concern what may be open now: of the last 24 hours, in the order given. */
export function heardActs(acts: readonly Act[], at: Instant): readonly HeardAct[] {
  return acts.filter((act): act is HeardAct => act.body.kind === 'incidentActed' && at - act.stamp.ms < DAY);
}

/** When desktops saw alerts that may be open now: of the last 24 hours, in the order given. */
export function heardOpenings(acts: readonly Act[], at: Instant): readonly HeardOpening[] {
  return acts.filter(
    (act): act is HeardOpening => act.body.kind === 'incidentOpened' && at - act.stamp.ms < DAY,
  );
}
