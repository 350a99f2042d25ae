import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { NewerData } from '../store/database';
import { type Progress, ProgressKeeper } from './progress';
import { type About, encodeRecord, scanRecords } from './record';
import { JOURNAL_VERSION, readTitle, Segment, TITLE_BYTES } from './segment';

/** Where a record's body stands. */
export type Place = { readonly segment: Segment; readonly from: number; readonly length: number };
export type Left = { readonly about: About; readonly place: Place };

export type Recovered = {
  /** '' where nothing was left. */
  readonly journal: string;
  readonly keeper: ProgressKeeper;
  /** Files that hold something that is not in the store yet, oldest first. */
  readonly segments: readonly Segment[];
  readonly left: readonly Left[];
  /** The last number that was ever used, and the last file's. */
  readonly lastSeq: number;
  readonly lastFile: number;
  /** Numbers that stand in no file and never will, up to the last one. */
  readonly unused: readonly [number, number] | undefined;
  /** What could not be read, one sentence each; '' is never among them. */
  readonly damage: readonly string[];
};

const NAME = /^(\d{8})\.log$/;

export function segmentName(number: number): string {
  return `${String(number).padStart(8, '0')}.log`;
}

/**
 * Reads what an engine before this one accepted and did not bring into the store. A record at the very end that is not
 * whole was never answered, and is left out. A file with bytes that cannot be read where something was answered is
 * moved aside, after all that can be read of it was written anew (promise P9).
 * @throws NewerData; the system's error where the folder cannot be read or written
 */
export async function recover(folder: string, progress: Progress | null, now: number): Promise<Recovered> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!lstatSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
  const files = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .toSorted();
  const damage: string[] = [];
  const aside = (name: string, why: string): void => {
    const kept = `${name}.corrupt-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
    renameSync(join(folder, name), join(folder, kept));
    damage.push(`${why} It was kept as ${join(folder, kept)}.`);
  };
  const readable = files.flatMap((name) => {
    const bytes = contents(join(folder, name));
    const title = bytes && readTitle(bytes);
    if (title && title.version > JOURNAL_VERSION)
      throw new NewerData(`${join(folder, name)} was written by a newer Watchbill`);
    if (title) return [{ name, journal: title.journal, ...scanRecords(bytes, TITLE_BYTES) }];
    // One that was being begun when the engine was killed.
    if (bytes?.every((byte) => byte === 0)) rmSync(join(folder, name));
    else aside(name, `${join(folder, name)} is no file of accepted alerts.`);
    return [];
  });

  const journal = readable.at(-1)?.journal ?? '';
  const keeper = new ProgressKeeper(journal, progress);
  const known = new Set<number>();
  let sure = 0;
  const ours = readable.filter((file) => {
    if (file.journal === journal) return true;
    aside(file.name, `${join(folder, file.name)} belongs to another folder.`);
    return false;
  });
  for (const { records } of ours) {
    for (const { about } of records) {
      known.add(about.seq);
      sure = Math.max(sure, about.sure);
      for (let n = about.unused?.[0] ?? 1; n <= (about.unused?.[1] ?? 0); n++) known.add(n);
    }
  }
  const first = progress?.journal === journal ? 1 : lowest(known);
  let lastKnown = 0;
  for (const n of known) lastKnown = Math.max(lastKnown, n);
  const lastSeq = Math.max(lastKnown, keeper.highest);
  keeper.begin(first);
  let lost = 0;
  for (let n = keeper.allUpTo + 1; n <= lastSeq; n++) {
    if (known.has(n) || keeper.isDone(n, -1)) continue;
    if (n <= sure) lost++;
    keeper.done(n);
  }

  const segments: Segment[] = [];
  const left: Left[] = [];
  let lastFile = Number(NAME.exec(files.at(-1) ?? '')?.[1] ?? 0);
  const seen = new Set<number>();
  for (const file of ours) {
    const path = join(folder, file.name);
    const waiting = file.records.filter(({ about: { seq } }) => {
      if (seen.has(seq) || keeper.isDone(seq, -1)) return false;
      seen.add(seq);
      return true;
    });
    const spoilt = file.damaged && lost > 0;
    if (waiting.length === 0) {
      if (spoilt) aside(file.name, sentence(lost));
      else rmSync(path);
      continue;
    }
    const last = waiting.reduce((most, { about }) => Math.max(most, about.seq), 0);
    if (!spoilt) {
      const segment = Segment.openLeft(path, last);
      segments.push(segment);
      for (const { about, from, length } of waiting) left.push({ about, place: { segment, from, length } });
      continue;
    }
    const old = Segment.openLeft(path, last);
    const segment = await Segment.begin(join(folder, segmentName(++lastFile)), journal, 0);
    segment.last = last;
    segments.push(segment);
    for (const { about, from, length } of waiting) {
      const body = old.read(from, length);
      const pieces = encodeRecord(about, body);
      const bytes = pieces[0].length + length;
      left.push({ about, place: { segment, from: segment.used + pieces[0].length, length } });
      await segment.append(pieces, bytes);
    }
    old.close();
    aside(file.name, sentence(lost));
  }
  if (lost > 0 && !damage.some((text) => text.startsWith(sentence(lost)))) damage.push(sentence(lost));
  const unused: Recovered['unused'] = lastSeq > lastKnown ? [lastKnown + 1, lastSeq] : undefined;
  return { journal, keeper, segments, left, lastSeq, lastFile, unused, damage };
}

function lowest(numbers: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const n of numbers) least = Math.min(least, n);
  return least;
}

function sentence(lost: number): string {
  const what = lost === 1 ? 'One request' : `${lost} requests`;
  return `${what} of alerts that had been accepted cannot be read any more: look at what fires at its source.`;
}

/** Never through a link, and never from what is no file. */
function contents(path: string): Buffer | null {
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') return null;
    throw error;
  }
  try {
    return fstatSync(handle).isFile() ? readFileSync(handle) : null;
  } finally {
    closeSync(handle);
  }
}
