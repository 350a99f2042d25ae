import type { Gist } from './request';

const LANES = 5;
const TAKEN = 255;

/** One accepted request whose alerts are not all decided. `order` grows with each that came. */
export class Entry<T> {
  /** Which lane each alert waits in. */
  readonly lane: Uint8Array;
  left: number;

  constructor(
    readonly order: number,
    readonly gist: Gist,
    readonly item: T,
  ) {
    this.lane = Uint8Array.from(gist.rank);
    this.left = gist.rank.length;
  }
}

/** Some alerts of one request, in their order. */
export type Taken<T> = { readonly entry: Entry<T>; readonly places: readonly number[] };

type Piece<T> = { readonly entry: Entry<T>; readonly places: readonly number[] | null; next: number };

/**
 * What was accepted and is not decided yet: critical first, noise last (reliability D4), and in each lane as it came.
 * All alerts of one key wait in one lane, the most urgent that any of them asks for: so none overtakes another.
 */
export class Backlog<T> {
  private readonly lanes: Array<{ pieces: Piece<T>[]; head: number }> = Array.from({ length: LANES }, () => ({
    pieces: [],
    head: 0,
  }));
  /** Lane and number of the alerts of each key that wait. */
  private readonly keys = new Map<number, number>();
  private orders = 0;
  private count = 0;

  /** Alerts that wait. */
  get size(): number {
    return this.count;
  }

  /** @param skip places that are decided already */
  add(gist: Gist, item: T, skip: (place: number) => boolean = () => false): Entry<T> {
    const entry = new Entry(++this.orders, gist, item);
    const { length } = gist.rank;
    for (let place = 0; place < length; place++) {
      if (skip(place)) {
        entry.lane[place] = TAKEN;
        entry.left--;
        continue;
      }
      this.count++;
      entry.lane[place] = this.laneOf(gist.key[place] as number, gist.rank[place] as number, entry);
    }
    const places: number[][] = [];
    for (let place = 0; place < length; place++) {
      const lane = entry.lane[place] as number;
      if (lane !== TAKEN) (places[lane] ??= []).push(place);
    }
    for (let lane = 0; lane < LANES; lane++) {
      const here = places[lane];
      if (here)
        this.lanes[lane]?.pieces.push({ entry, places: here.length === length ? null : here, next: 0 });
    }
    return entry;
  }

  /** The next alerts to decide, of one request, no more than `most`; null where none waits at least so urgently. */
  take(most: number, leastRank: number = LANES - 1): Taken<T> | null {
    for (let lane = 0; lane <= leastRank; lane++) {
      const taken = this.takeFrom(lane, most);
      if (taken) return taken;
    }
    return null;
  }

  /** All alerts of some keys, in the order they came. */
  takeKeys(keys: ReadonlySet<number>): Array<Taken<T>> {
    if (![...keys].some((key) => this.keys.has(key))) return [];
    const taken: Array<Taken<T>> = [];
    for (const entry of this.waiting()) {
      const places: number[] = [];
      for (let place = 0; place < entry.lane.length; place++)
        if (entry.lane[place] !== TAKEN && keys.has(entry.gist.key[place] as number)) places.push(place);
      for (const place of places) this.mark(entry, place);
      if (places.length > 0) taken.push({ entry, places });
    }
    return taken;
  }

  /** All that waits of one request. */
  takeEntry(entry: Entry<T>): Taken<T> | null {
    const places = [...entry.lane.keys()].filter((place) => entry.lane[place] !== TAKEN);
    for (const place of places) this.mark(entry, place);
    return places.length === 0 ? null : { entry, places };
  }

  private takeFrom(lane: number, most: number): Taken<T> | null {
    const queue = this.lanes[lane] as { pieces: Piece<T>[]; head: number };
    for (; queue.head < queue.pieces.length; queue.head++) {
      const piece = queue.pieces[queue.head] as Piece<T>;
      const { entry } = piece;
      const end = piece.places ? piece.places.length : entry.lane.length;
      const places: number[] = [];
      for (; piece.next < end && places.length < most; piece.next++) {
        const place = piece.places ? (piece.places[piece.next] as number) : piece.next;
        if (entry.lane[place] === lane) places.push(place);
      }
      if (places.length === 0) continue;
      for (const place of places) this.mark(entry, place);
      if (queue.head > 1000 && queue.head * 2 > queue.pieces.length) {
        queue.pieces = queue.pieces.slice(queue.head);
        queue.head = 0;
      }
      return { entry, places };
    }
    queue.pieces = [];
    queue.head = 0;
    return null;
  }

  private mark(entry: Entry<T>, place: number): void {
    entry.lane[place] = TAKEN;
    entry.left--;
    this.count--;
    const key = entry.gist.key[place] as number;
    const known = this.keys.get(key) as number;
    if (known < 2 * LANES) this.keys.delete(key);
    else this.keys.set(key, known - LANES);
  }

  /** Where one more of a key waits; those of its key that wait less urgently move there, before it. */
  private laneOf(key: number, rank: number, adding: Entry<T>): number {
    const known = this.keys.get(key);
    if (known === undefined) {
      this.keys.set(key, LANES + rank);
      return rank;
    }
    const lane = known % LANES;
    if (lane <= rank) {
      this.keys.set(key, known + LANES);
      return lane;
    }
    this.keys.set(key, known - lane + rank + LANES);
    for (const entry of [...this.waiting(lane), adding]) {
      const places: number[] = [];
      for (let place = 0; place < entry.lane.length; place++)
        if (entry.lane[place] === lane && entry.gist.key[place] === key) places.push(place);
      if (places.length === 0) continue;
      for (const place of places) entry.lane[place] = rank;
      if (entry !== adding) this.lanes[rank]?.pieces.push({ entry, places, next: 0 });
    }
    return rank;
  }

  /** Requests that wait, in the order they came. */
  private waiting(only?: number): Array<Entry<T>> {
    const entries = new Set<Entry<T>>();
    for (const [lane, { pieces, head }] of this.lanes.entries()) {
      if (only !== undefined && lane !== only) continue;
      for (let i = head; i < pieces.length; i++) {
        const { entry } = pieces[i] as Piece<T>;
        if (entry.left > 0) entries.add(entry);
      }
    }
    return [...entries].sort((a, b) => a.order - b.order);
  }
}
