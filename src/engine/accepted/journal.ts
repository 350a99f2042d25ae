import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SourceId } from '../../core/kernel/ids';
import type { Instant } from '../../core/time/instant';
import { NotStored } from '../ports';
import { type Progress, ProgressKeeper } from './progress';
import { encodeRecord } from './record';
import { type Left, type Place, recover, segmentName } from './recover';
import { Segment } from './segment';

/** A file is left for the next one when it holds so much. */
const SEGMENT_BYTES = 8 << 20;
/** So much of the first file, and of each that has time for it, is prepared (segment.ts). */
const PREPARED_BYTES = 4 << 20;
/** What is in the store need not stand here as well: a file that holds this much of it is exchanged. */
const TIDY_BYTES = 1 << 20;
/** One write takes no more than this. */
const GROUP_BYTES = 4 << 20;
const GROUP_RECORDS = 400;
/** Smaller groups are put into one piece. */
const ONE_PIECE = 128 << 10;
const RETRY_AFTER_MS = 1000;
/** Looked at so often, while there is something to write, whether the file is still there (reliability A16). */
const LOOK_EVERY_MS = 1000;

export type ToWrite = {
  readonly at: Instant;
  readonly source: SourceId;
  readonly format: string;
  readonly count: number;
  readonly body: Buffer;
};

export type JournalState = { readonly ok: boolean; readonly error: string };

/** Requests that were accepted, on the disk in the order they came. Many that come at once share one write. */
export type Journal = {
  /** Reads what was left, and is ready to write. May be called until it succeeds. @throws NewerData */
  open(progress: Progress | null): Promise<void>;
  /** What is decided of the records; null until it is open. */
  keeper(): ProgressKeeper | null;
  /** What was left by an engine before this one, oldest first; given once. */
  takeLeft(): readonly Left[];
  damage(): readonly string[];
  /** Takes the next number, and writes. `durable` rejects with NotStored. `seq` is 0 while nothing can be written. */
  append(request: ToWrite): { readonly seq: number; readonly durable: Promise<Place> };
  /** Files whose records are all up to this one are removed: the store holds what they say. */
  release(upTo: number): void;
  state(): JournalState;
  onState(listener: () => void): void;
  /** With `empty`, nothing is left for the next start. */
  close(empty: boolean): Promise<void>;
};

type Waiting = ToWrite & {
  readonly seq: number;
  readonly resolve: (place: Place) => void;
  readonly reject: (error: Error) => void;
};

export function makeJournal(folder: string, now: () => number): Journal {
  const listeners: Array<() => void> = [];
  let state: JournalState = { ok: false, error: 'the accepted alerts were not read yet' };
  let keeper: ProgressKeeper | null = null;
  let left: readonly Left[] = [];
  let damage: readonly string[] = [];
  let segments: Segment[] = [];
  let active: Segment | null = null;
  let spare: Promise<Segment | null> | null = null;
  let lastFile = 0;
  let lastSeq = 0;
  let sure = 0;
  let unused: readonly [number, number] | undefined;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let retry: NodeJS.Timeout | null = null;
  let lookedAt = 0;
  let closed = false;

  function tell(next: JournalState): void {
    const changed = next.ok !== state.ok || next.error !== state.error;
    state = next;
    if (changed) for (const listener of listeners) listener();
  }

  async function begin(room: number): Promise<Segment> {
    // The folder may have been deleted while we ran (reliability A16).
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return Segment.begin(join(folder, segmentName(++lastFile)), (keeper as ProgressKeeper).journal, room);
  }

  /** The next file is made ready while there is time. */
  function prepare(): void {
    spare ??= begin(PREPARED_BYTES).catch(() => null);
  }

  async function takeNext(): Promise<Segment> {
    const prepared = spare;
    spare = null;
    const ready = await prepared;
    active = ready?.isThere() ? ready : await begin(0);
    segments.push(active);
    return active;
  }

  function fail(error: unknown): void {
    active = null;
    tell({ ok: false, error: (error as Error).message });
    if (retry || closed) return;
    retry = setTimeout(() => {
      retry = null;
      void goOn();
    }, RETRY_AFTER_MS);
    retry.unref();
  }

  async function goOn(): Promise<void> {
    try {
      await takeNext();
      tell({ ok: true, error: '' });
    } catch (error) {
      fail(error);
    }
  }

  async function pump(): Promise<void> {
    while (waiting.length > 0) {
      const group: Waiting[] = [];
      for (let bytes = 0; group.length < waiting.length && group.length < GROUP_RECORDS; ) {
        bytes += (waiting[group.length] as Waiting).body.length;
        if (group.length > 0 && bytes > GROUP_BYTES) break;
        group.push(waiting[group.length] as Waiting);
      }
      waiting = group.length === waiting.length ? [] : waiting.slice(group.length);
      try {
        await writeGroup(group);
      } catch (error) {
        const [first, last] = [group[0] as Waiting, group.at(-1) as Waiting];
        unused = [unused?.[0] ?? first.seq, last.seq];
        for (const { reject, seq } of group) {
          keeper?.done(seq);
          reject(new NotStored((error as Error).message));
        }
        fail(error);
      }
    }
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    if (!state.ok) throw new Error(state.error);
    let segment = active ?? (await takeNext());
    if (segment.used > SEGMENT_BYTES) segment = await takeNext();
    if (now() - lookedAt > LOOK_EVERY_MS) {
      lookedAt = now();
      if (!segment.isThere()) throw new Error('the data folder is not there any more');
    }
    const pieces: Buffer[] = [];
    const places: Place[] = [];
    let at = segment.used;
    for (const { seq, at: receivedAt, source, format, count, body } of group) {
      const said = { seq, sure, at: receivedAt, source, format, count };
      const [head] = encodeRecord(unused ? { ...said, unused } : said, body);
      pieces.push(head, body);
      places.push({ segment, from: at + head.length, length: body.length });
      at += head.length + body.length;
    }
    const bytes = at - segment.used;
    const last = (group.at(-1) as Waiting).seq;
    segment.last = last;
    await segment.append(bytes <= ONE_PIECE ? [Buffer.concat(pieces, bytes)] : pieces, bytes);
    sure = last;
    unused = undefined;
    if (segment.used > PREPARED_BYTES / 2) prepare();
    for (const [index, { resolve }] of group.entries()) resolve(places[index] as Place);
  }

  function run(): void {
    // All that can be read of the network in this turn shares the write.
    writing ??= nextTurn()
      .then(pump)
      .finally(() => {
        writing = null;
        if (waiting.length > 0) run();
      });
  }

  return {
    async open(progress) {
      if (keeper) return;
      try {
        const found = await recover(folder, progress, now());
        keeper = found.journal === '' ? new ProgressKeeper(randomBytes(8).toString('hex')) : found.keeper;
        segments = [...found.segments];
        left = found.left;
        damage = found.damage;
        lastFile = found.lastFile;
        lastSeq = found.lastSeq;
        unused = found.unused;
        active = await begin(PREPARED_BYTES);
        segments.push(active);
        tell({ ok: true, error: '' });
      } catch (error) {
        keeper = null;
        for (const segment of segments.splice(0)) segment.close();
        left = [];
        tell({ ok: false, error: (error as Error).message });
        if ((error as Error).name === 'NewerData') throw error;
      }
    },
    keeper: () => keeper,
    takeLeft() {
      const given = left;
      left = [];
      return given;
    },
    damage: () => damage,
    append(request) {
      if (!state.ok || closed) return { seq: 0, durable: Promise.reject(new NotStored(state.error)) };
      const seq = ++lastSeq;
      const durable = new Promise<Place>((resolve, reject) => {
        waiting.push({ ...request, seq, resolve, reject });
      });
      run();
      return { seq, durable };
    },
    release(upTo) {
      if (active && active.used > TIDY_BYTES && active.last <= upTo && !writing) {
        active = null;
        prepare();
      }
      segments = segments.filter((segment) => {
        if (segment === active || segment.last > upTo) return true;
        segment.remove();
        return false;
      });
    },
    state: () => state,
    onState: (listener) => void listeners.push(listener),
    async close(empty) {
      closed = true;
      if (retry) clearTimeout(retry);
      await writing;
      const unwritten = await spare;
      unwritten?.remove();
      for (const segment of segments) {
        if (empty) segment.remove();
        else segment.close();
      }
      segments = [];
      active = null;
    },
  };
}
