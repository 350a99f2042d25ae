import { SECOND } from '../../core/time/duration';
import type { Log } from '../ports';

const EVERY = 10 * SECOND;

/** Counts refused tokens and says so in one line every ten seconds at most, however many they are (reliability D16). */
export type WrongTokens = {
  count(where: string): void;
  readonly total: number;
  /** Writes what is still to be said. */
  stop(): void;
};

export function watchWrongTokens(log: Log): WrongTokens {
  let total = 0;
  let unsaid = 0;
  const places = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  const say = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (unsaid === 0) return;
    log.warn('requests with a missing or wrong token were refused', {
      count: unsaid,
      where: [...places].join(', '),
    });
    unsaid = 0;
    places.clear();
  };

  return {
    count(where) {
      total += 1;
      unsaid += 1;
      places.add(where);
      timer ??= setTimeout(say, EVERY).unref();
    },
    get total() {
      return total;
    },
    stop: say,
  };
}
