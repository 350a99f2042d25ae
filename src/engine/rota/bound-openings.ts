import type { ActBody } from '../../core/team-log/act';
import { type Duration, MINUTE } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';

const WINDOW: Duration = MINUTE;
/** Of a storm the team is told the first ones: the log is a file that everybody keeps and sends around. */
const MOST_IN_WINDOW = 60;

/**
 * Keeps a storm of alerts out of the team's log. Desktops that are not told when another saw an alert count its steps
 * from when they saw it themselves, which is within one interval of polling.
 */
export function boundOpenings(): { within(bodies: readonly ActBody[], at: Instant): readonly ActBody[] } {
  let since: Instant = Number.NEGATIVE_INFINITY;
  let count = 0;
  return {
    within(bodies, at) {
      // A window that begins in the time to come is one of a clock that was set back.
      if (at - since >= WINDOW || at < since) {
        since = at;
        count = 0;
      }
      return bodies.filter(({ kind }) => kind !== 'incidentOpened' || ++count <= MOST_IN_WINDOW);
    },
  };
}
