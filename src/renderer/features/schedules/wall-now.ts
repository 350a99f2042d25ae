import { printWall, wallOf } from '../../../core/time/wall';
import { mondayOf } from '../../parts/schedule-weeks';

const NINE = 9 * 3_600_000;

export type WallNow = {
  /** The zone that was meant. */
  readonly zone: string;
  /** `2026-01-05`. */
  readonly today: string;
  /** This week's Monday at nine, `2026-01-05T09:00`. */
  readonly monday: string;
};

/** What the wall of a zone shows now; of the other one while the zone is half typed. */
export function wallNow(typed: string, otherwise: string, now: number): WallNow {
  for (const zone of [typed, otherwise]) {
    try {
      return {
        zone,
        today: printWall(wallOf(now, zone)).slice(0, 10),
        monday: printWall(mondayOf(now, zone) + NINE),
      };
    } catch {
      // Not a zone yet.
    }
  }
  return wallNow('UTC', 'UTC', now);
}
