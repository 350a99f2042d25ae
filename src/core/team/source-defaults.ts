import { type Duration, HOUR, MINUTE, SECOND } from '../time/duration';

/** What a source of type alertmanager does where the file does not say. */
export const SOURCE_DEFAULTS = {
  every: 15 * SECOND,
  resolveAfter: 90 * SECOND,
  blindAfter: 5 * MINUTE,
  silenceFor: 15 * MINUTE,
  acknowledge: 'nothing',
} as const satisfies Record<string, Duration | string>;

/** Bounds of its durations; `blindAfter` must also be twice `every` or more. */
export const SOURCE_LIMITS = {
  every: { min: SECOND, max: HOUR },
  resolveAfter: { min: 0, max: 24 * HOUR },
  blindAfter: { min: 2 * SECOND, max: 24 * HOUR },
  silenceFor: { min: MINUTE, max: 24 * HOUR },
} as const;
