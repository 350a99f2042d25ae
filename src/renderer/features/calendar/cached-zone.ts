import { IANAZone } from 'luxon';

/** Offsets change at full quarters of an hour, in every zone since 1900. Milliseconds. */
const QUARTER = 900_000;
const MOST = 50_000;

/**
 * A zone that remembers its offsets: luxon asks Intl for each instant anew, and a week of the calendar asks thousands
 * of times for the same few.
 */
export class CachedZone extends IANAZone {
  private readonly known = new Map<number, number>();

  /** Minutes east of UTC. */
  override offset(at: number): number {
    const quarter = Math.floor(at / QUARTER);
    let offset = this.known.get(quarter);
    if (offset === undefined) {
      offset = super.offset(at);
      if (this.known.size >= MOST) this.known.clear();
      this.known.set(quarter, offset);
    }
    return offset;
  }
}
