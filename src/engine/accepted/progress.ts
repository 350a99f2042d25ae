/**
 * How far the accepted alerts are decided, written in the same transaction as what was decided: after a crash the rest,
 * and nothing else, is decided again.
 */
export type Progress = {
  /** Which journal it is about: one that was begun anew counts from 1 again. */
  readonly journal: string;
  /** Every record up to this one is decided. */
  readonly upTo: number;
  /** Ranges of whole records after it that are decided, first and last. */
  readonly ahead: ReadonlyArray<readonly [first: number, last: number]>;
  /** Records of which only these alerts are decided: sequence number, places. */
  readonly parts: ReadonlyArray<readonly [seq: number, places: readonly number[]]>;
};

/** Keeps account of what is decided, in whatever order it was. */
export class ProgressKeeper {
  private upTo: number;
  private readonly ahead = new Set<number>();
  private readonly parts = new Map<number, Set<number>>();

  constructor(
    readonly journal: string,
    before: Progress | null = null,
  ) {
    const known = before?.journal === journal ? before : null;
    this.upTo = known?.upTo ?? 0;
    for (const [first, last] of known?.ahead ?? []) for (let n = first; n <= last; n++) this.ahead.add(n);
    for (const [seq, places] of known?.parts ?? []) this.parts.set(seq, new Set(places));
  }

  /** The highest record that anything is known of. */
  get highest(): number {
    let most = this.upTo;
    for (const seq of this.ahead) most = Math.max(most, seq);
    for (const seq of this.parts.keys()) most = Math.max(most, seq);
    return most;
  }

  /** Nothing before this one is to come. */
  begin(first: number): void {
    if (Number.isFinite(first)) this.upTo = Math.max(this.upTo, first - 1);
  }

  /** Every record up to this one is decided. */
  get allUpTo(): number {
    return this.upTo;
  }

  isDone(seq: number, place: number): boolean {
    return seq <= this.upTo || this.ahead.has(seq) || (this.parts.get(seq)?.has(place) ?? false);
  }

  /** A whole record is decided, or there will never be one of this number. */
  done(seq: number): void {
    this.parts.delete(seq);
    if (seq <= this.upTo) return;
    this.ahead.add(seq);
    while (this.ahead.delete(this.upTo + 1)) this.upTo++;
  }

  /** Some of the `count` alerts of a record are decided. */
  donePart(seq: number, places: readonly number[], count: number): void {
    if (this.isDone(seq, -1)) return;
    const known = this.parts.get(seq) ?? new Set();
    for (const place of places) known.add(place);
    if (known.size >= count) return this.done(seq);
    this.parts.set(seq, known);
  }

  told(): Progress {
    return {
      journal: this.journal,
      upTo: this.upTo,
      ahead: rangesOf(this.ahead),
      parts: [...this.parts].map(([seq, places]) => [seq, [...places]] as const),
    };
  }
}

function rangesOf(numbers: ReadonlySet<number>): Array<readonly [number, number]> {
  const ranges: Array<readonly [number, number]> = [];
  if (numbers.size === 0) return ranges;
  const sorted = [...numbers].sort((a, b) => a - b);
  let first = sorted[0] as number;
  let last = first;
  for (const n of sorted.slice(1)) {
    if (n !== last + 1) {
      ranges.push([first, last]);
      first = n;
    }
    last = n;
  }
  ranges.push([first, last]);
  return ranges;
}

/** What the store says of it; null for nothing, or for what cannot be read. */
export function readProgress(text: string | null): Progress | null {
  if (text === null) return null;
  try {
    const { journal, upTo, ahead, parts } = JSON.parse(text) as Progress;
    return typeof journal === 'string' &&
      Number.isSafeInteger(upTo) &&
      Array.isArray(ahead) &&
      Array.isArray(parts)
      ? { journal, upTo, ahead, parts }
      : null;
  } catch {
    return null;
  }
}
