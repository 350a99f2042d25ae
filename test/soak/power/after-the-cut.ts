import { dirname, relative } from 'node:path';
import type { Chance } from '../kills/chance';
import { bytesAfter, type Change, type DiskModel, type FileOnDisk, setNames } from './disk-model';

/** What a power cut makes of what was not synced. */
export const CUTS = {
  /** Nothing of it is there. */
  nothing: 'nothing unsynced is there',
  /** All of it is: the machine had time, or only the process died. */
  all: 'everything is there',
  /** All of it, but half of the last write of each file. */
  torn: 'the last write of each file is torn',
  /** New names and renames are there, what stands in the files is not (delayed allocation). */
  names: 'names are there, their bytes are not',
  /** A disk writes in any order: some of it, and half of some. */
  some: 'some of it is there, in any order',
} as const;
export type Cut = keyof typeof CUTS;

/**
 * The files as they are found when the power is back, by their path within the folder; null for a folder. What stands
 * in a folder that is not there is not there either.
 */
export function filesAfter(disk: DiskModel, cut: Cut, chance: Chance): Map<string, Buffer | null> {
  const names = namesAfter(disk, cut, chance);
  const files = new Map<string, Buffer | null>();
  const isThere = (path: string): boolean =>
    path === disk.folder || (names.get(path)?.isFolder === true && isThere(dirname(path)));
  for (const [name, file] of names) {
    if (!isThere(dirname(name))) continue;
    const bytes = file.isFolder ? null : bytesAfter(file.durable, kept(file, cut, chance));
    files.set(relative(disk.folder, name), bytes);
  }
  return files;
}

function namesAfter(disk: DiskModel, cut: Cut, chance: Chance): Map<string, FileOnDisk> {
  if (cut === 'nothing') return disk.durableNames;
  if (cut !== 'some') return disk.names;
  // A file system keeps the order of changes to its names.
  const names = new Map(disk.durableNames);
  for (const change of disk.nameChanges.slice(0, chance.below(disk.nameChanges.length + 1)))
    setNames(names, change);
  return names;
}

function kept({ pending }: FileOnDisk, cut: Cut, chance: Chance): readonly Change[] {
  switch (cut) {
    case 'nothing':
    case 'names':
      return [];
    case 'all':
      return pending;
    case 'torn':
      return pending.map((change, index) => (index === pending.length - 1 ? half(change) : change));
    case 'some':
      return pending
        .filter(() => chance.next() < 0.5)
        .map((change) => (chance.next() < 0.2 ? half(change) : change));
  }
}

/** A disk writes its sectors whole: what lies within one is there or not. */
const SECTOR = 512;

function half(change: Change): Change {
  if (change.kind === 'truncate') return change;
  const middle = change.at + (change.bytes.length >> 1);
  const end = Math.max(change.at, Math.floor(middle / SECTOR) * SECTOR);
  return { ...change, bytes: change.bytes.subarray(0, end - change.at) };
}
