import type { PersonId } from '../../core/kernel/ids';
import type { GapFact } from '../../core/readiness/facts';
import { gapsOf } from '../../core/schedule/check-gaps';
import { dutiesOfPerson } from '../../core/schedule/duties-of';
import { shiftsOf } from '../../core/schedule/resolve';
import { overridesOf, type Rota } from '../../core/schedule/rota';
import { DAY, type Duration, HOUR } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';

/** So far ahead somebody must be on call. */
export const LOOK_AHEAD: Duration = 14 * DAY;
/** Whether a schedule opens and closes is seen from some weeks of it. */
const TO_KNOW: Duration = 56 * DAY;

export type MineFact = { readonly schedule: string; readonly start: Instant; readonly end: Instant };
export type RotaAhead = { readonly gaps: readonly GapFact[]; readonly mine: readonly MineFact[] };

/** Asks the one resolver; remembers the answer for the rota that it was of, for an hour. */
export function makeRotaAhead(): (rota: Rota, me: PersonId, now: Instant) => RotaAhead {
  let known: { rota: Rota; at: Instant; found: RotaAhead } | null = null;
  return (rota, me, now) => {
    if (known?.rota === rota && now >= known.at && now - known.at < HOUR) return trimmed(known.found, now);
    known = { rota, at: now, found: lookAhead(rota, me, now) };
    return trimmed(known.found, now);
  };
}

function lookAhead(rota: Rota, me: PersonId, now: Instant): RotaAhead {
  // An hour more, for whoever asks within the hour.
  const end = now + LOOK_AHEAD + HOUR;
  const gaps = rota.schedules.flatMap((schedule) =>
    gapsOf(
      schedule,
      shiftsOf(schedule, overridesOf(rota, schedule), rota.calendars, { start: now, end: now + TO_KNOW }),
    )
      .filter((gap) => gap.start < end)
      .map(({ start, end: until, kind }) => ({
        schedule: schedule.id,
        name: schedule.name,
        start,
        end: until,
        meant: kind === 'hours' || kind === 'off',
      })),
  );
  return {
    gaps: gaps.toSorted((a, b) => a.start - b.start),
    mine: dutiesOfPerson(rota, me, { start: now, end }),
  };
}

function trimmed({ gaps, mine }: RotaAhead, now: Instant): RotaAhead {
  const within = ({ start, end }: { start: Instant; end: Instant }) => end > now && start < now + LOOK_AHEAD;
  return { gaps: gaps.filter(within), mine: mine.filter(within) };
}
