import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../ports';
import { DATABASE_FILE } from './database';
import { Reader } from './reader';

/**
 * Opens the reader when it is first asked for, and again after the store came back or was begun anew (a damaged file
 * is moved aside while we run); null while there is none.
 */
export function openReader(dataFolder: string, journal: Log): (() => Reader | null) & { close(): void } {
  let reader: Reader | null = null;
  let told = false;
  let inode = 0n;

  /** A file that is gone is still read: better what was than nothing. */
  function isCurrent(): boolean {
    const now = inodeOf(dataFolder);
    return now === null || now === inode;
  }

  function close(): void {
    reader?.close();
    reader = null;
  }

  const get = (): Reader | null => {
    if (reader && isCurrent()) return reader;
    close();
    try {
      reader = readable(dataFolder);
      inode = inodeOf(dataFolder) ?? 0n;
      told = false;
    } catch (error) {
      if (!told) journal.warn('the store cannot be read', { error: (error as Error).message });
      told = true;
    }
    return reader;
  };
  return Object.assign(get, { close });
}

/** @throws when it cannot be opened, or has no tables yet: a disk that was full when the file was begun. */
function readable(dataFolder: string): Reader {
  const opened = Reader.open(dataFolder);
  try {
    opened.nextNumber();
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

function inodeOf(folder: string): bigint | null {
  return statSync(join(folder, DATABASE_FILE), { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
