import type { Instant } from '../time/instant';
import type { FlapRule } from './mute';

/** So many arrivals of one alert are remembered; a rule that asks for more is met by so many. */
const MOST_ARRIVALS = 100;

/**
 * Remembers when alerts came, to tell which of them flap. Bounded: of the alerts that it remembers the one that came
 * longest ago is forgotten first, and what is forgotten does not flap, so it pages.
 */
export class FlapMemory {
  /** Of each alert its arrivals in order; the alert that came last is last. */
  readonly #arrivals = new Map<string, Instant[]>();
  readonly #most: number;

  /** @param most how many alerts are remembered */
  constructor(most = 20_000) {
    this.#most = most;
  }

  /** An alert began to fire, which it did not before. @param key tells alerts apart: source and dedup key */
  came(key: string, at: Instant): void {
    // Arrivals after this one are of a clock that was set back since.
    const before = (this.#arrivals.get(key) ?? []).filter((arrival) => arrival <= at);
    this.#arrivals.delete(key);
    this.#arrivals.set(key, [...before, at].slice(-MOST_ARRIVALS));
    if (this.#arrivals.size <= this.#most) return;
    const [oldest] = this.#arrivals.keys();
    if (oldest !== undefined) this.#arrivals.delete(oldest);
  }

  /**
   * When an alert that flaps will have fired for long enough to page, if it goes on firing; null: it does not flap, or
   * has fired long enough.
   * @param coming whether it comes right now, and that is not among what is remembered yet
   */
  flapsUntil(
    key: string,
    { changes, within, steady }: FlapRule,
    at: Instant,
    coming = false,
  ): Instant | null {
    const known = this.#arrivals.get(key) ?? [];
    const arrivals = coming ? [...known, at] : known;
    const last = arrivals.at(-1);
    if (last === undefined || last > at) return null;
    const needed = Math.min(changes, MOST_ARRIVALS);
    const first = arrivals.at(-needed);
    if (needed < 1 || first === undefined || last - first > within) return null;
    const until = last + steady;
    return at < until ? until : null;
  }
}
