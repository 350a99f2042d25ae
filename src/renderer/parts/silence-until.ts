import { clockTime } from '../lib/format-time';
import { nextMorning } from '../lib/next-morning';

/** Until when, as it is chosen: counted from when the choice was offered. */
export type UntilChoice = {
  readonly id: 'half' | 'two' | 'morning' | 'own';
  readonly label: string;
  /** null for a time of one's own. */
  readonly until: number | null;
};

const MINUTE = 60_000;
const MORNING_HOUR = 9;

/** The choices at `now` (milliseconds since 1970), on the clock of a zone. */
export function untilChoices(now: number, zone: string): readonly UntilChoice[] {
  const morning = nextMorning(now, zone, MORNING_HOUR);
  return [
    { id: 'half', label: '30 min', until: now + 30 * MINUTE },
    { id: 'two', label: '2 h', until: now + 120 * MINUTE },
    { id: 'morning', label: `Until ${clockTime(morning, now, zone)}`, until: morning },
    { id: 'own', label: 'Another time', until: null },
  ];
}
