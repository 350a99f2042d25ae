import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import type { Rota } from './rota';
import type { Schedule } from './schedule';
import type { Cause } from './shift';

/** Who is on call on one schedule at an instant. */
export type OnCallAt = {
  readonly person: PersonId | null;
  /** Since when without a break; at most a year back. */
  readonly since: Instant;
  /** When somebody else, or nobody, begins; null where it goes on for as long as can be seen (five years). */
  readonly until: Instant | null;
  readonly cause: Cause;
};

/** Asks the one resolver about one instant. */
export function onCallAt(_rota: Rota, _schedule: Schedule, _at: Instant): OnCallAt {
  throw new Error('not built yet');
}
