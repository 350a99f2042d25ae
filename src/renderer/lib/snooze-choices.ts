import { clockTime } from './format-time';
import { nextMorning } from './next-morning';

export type SnoozeChoice = {
  readonly words: string;
  readonly until: number /** When that is, on the person's clock. */;
  readonly at: string;
};

const MINUTE = 60_000;

/** The four snoozes, counted from now. */
export function snoozeChoices(now: number, zone: string): readonly SnoozeChoice[] {
  const choice = (words: string, until: number): SnoozeChoice => ({
    words,
    until,
    at: clockTime(until, now, zone),
  });
  return [
    choice('5 minutes', now + 5 * MINUTE),
    choice('15 minutes', now + 15 * MINUTE),
    choice('1 hour', now + 60 * MINUTE),
    choice('Until morning', nextMorning(now, zone)),
  ];
}
