import type { PersonId } from '../kernel/ids';
import type { Instant } from '../time/instant';
import { shiftsOf } from './resolve';
import { overridesOf, type Rota } from './rota';
import type { Schedule } from './schedule';
import type { Cause } from './shift';

/** Something that has a say about one instant of a schedule. */
export type Reason = { readonly person: PersonId | null; readonly cause: Cause };

/** All that has a say at an instant, the one that wins first: overrides by creation, latest first, then layers from the last. */
export function reasonsAt(rota: Rota, schedule: Schedule, at: Instant): Reason[] {
  const span = { start: at, end: at + 1 };
  const overrides = overridesOf(rota, schedule)
    .filter(({ start, end }) => start <= at && at < end)
    .toReversed()
    .map(
      (override): Reason => ({ person: override.person, cause: { kind: 'override', override, over: null } }),
    );
  const layers = schedule.layers.toReversed().flatMap((layer): Reason[] => {
    const [shift] = shiftsOf({ ...schedule, layers: [layer] }, [], rota.calendars, span);
    return shift && shift.person !== null ? [{ person: shift.person, cause: shift.cause }] : [];
  });
  const all = [...overrides, ...layers];
  // Each override stands over what is next.
  return all.map(({ person, cause }, index) =>
    cause.kind === 'override'
      ? { person, cause: { ...cause, over: all[index + 1]?.cause ?? null } }
      : { person, cause },
  );
}
