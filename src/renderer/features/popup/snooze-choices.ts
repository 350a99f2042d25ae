import { nextMorning } from './morning';

export type SnoozeChoice = { readonly label: string; readonly until: number };

const MINUTE = 60_000;

/** For how long a page may be put off. `now` in milliseconds since 1970; morning is 08:00 in the person's zone. */
export function snoozeChoices(now: number, zone: string): readonly SnoozeChoice[] {
  return [
    { label: '5 min', until: now + 5 * MINUTE },
    { label: '15 min', until: now + 15 * MINUTE },
    { label: '1 h', until: now + 60 * MINUTE },
    { label: 'until 08:00', until: nextMorning(now, zone) },
  ];
}
