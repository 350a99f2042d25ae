import { clockTime } from './format-time';
import { nextMorning } from './next-morning';

export type SnoozeChoice = {
  readonly words: string;
  /** The same for a narrow button. */
  readonly short: string;
  readonly until: number;
  /** When that is, on the person's clock. */
  readonly at: string;
};

const MINUTE = 60_000;

/** The four snoozes, counted from `now` (milliseconds since 1970); '' is the system's zone. */
export function snoozeChoices(now: number, zone: string): readonly SnoozeChoice[] {
  const choice = (words: string, short: string, until: number): SnoozeChoice => ({
    words,
    short,
    until,
    at: clockTime(until, now, zone),
  });
  return [
    choice('5 minutes', '5 min', now + 5 * MINUTE),
    choice('15 minutes', '15 min', now + 15 * MINUTE),
    choice('1 hour', '1 h', now + 60 * MINUTE),
    choice('Until morning', 'Morning', nextMorning(now, zone)),
  ];
}
