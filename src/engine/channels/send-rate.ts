import { MINUTE } from '../../core/time/duration';

/** So many messages may go out at once after a pause, whatever the service would take: a person reads them. */
const MOST_AT_ONCE = 5;

/**
 * How fast one channel may send: a bucket that fills up at the service's own rate. Its last two places are kept for what
 * is critical.
 */
export type SendRate = {
  /** Milliseconds until a message may go; 0 for now. */
  wait(critical: boolean): number;
  /** Whether there is room for one after this: else what waits is better sent as one. */
  isAmple(critical: boolean): boolean;
  take(): void;
};

/** @param now milliseconds by a clock that nobody sets */
export function makeSendRate(perMinute: number, now: () => number): SendRate {
  const room = Math.max(3, Math.min(MOST_AT_ONCE, perMinute));
  const perMs = perMinute / MINUTE;
  let places = room;
  let at = now();

  function filled(): number {
    const then = now();
    places = Math.min(room, places + Math.max(0, then - at) * perMs);
    at = then;
    return places;
  }
  const needed = (critical: boolean): number => (critical ? 1 : 3);

  return {
    // A millisecond's fraction is rounded up, so that waiting that long is enough.
    wait: (critical) => Math.max(0, Math.ceil((needed(critical) - filled() - 1e-6) / perMs)),
    isAmple: (critical) => filled() >= needed(critical) + 1,
    take() {
      places = Math.max(0, filled() - 1);
    },
  };
}
