import { join } from 'node:path';
import type { Log } from '../ports';
import { DATABASE_FILE, mustTakeWrites } from './database';
import { fileIdentity } from './file-identity';
import { Reader } from './reader';

const LOOK_EVERY_MS = 300;

/**
 * Opens the reader when it is first asked for, and again after the store came back or was begun anew (a damaged file
 * is moved aside while we run); null while there is none. One that was opened while the disk was read-only is let go
 * as soon as that is over: it would keep the writer from writing (database.ts).
 */
export function openReader(dataFolder: string, journal: Log): (() => Reader | null) & { close(): void } {
  const file = join(dataFolder, DATABASE_FILE);
  let reader: Reader | null = null;
  let told = false;
  let opened: string | null = null;
  let looking: NodeJS.Timeout | null = null;

  /** A file that is gone is still read: better what was than nothing. */
  function isCurrent(): boolean {
    const now = fileIdentity(file);
    return now === null || now === opened;
  }

  function close(): void {
    if (looking) clearInterval(looking);
    looking = null;
    reader?.close();
    reader = null;
  }

  function letGoWhenWritable(): void {
    if (takesWrites(dataFolder)) return;
    looking = setInterval(() => {
      if (!takesWrites(dataFolder)) return;
      if (looking) clearInterval(looking);
      looking = null;
      reader?.letGo();
      reader = null;
    }, LOOK_EVERY_MS);
    looking.unref();
  }

  const get = (): Reader | null => {
    if (reader && isCurrent()) return reader;
    close();
    try {
      reader = readable(dataFolder);
      opened = fileIdentity(file);
      letGoWhenWritable();
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

function takesWrites(folder: string): boolean {
  try {
    mustTakeWrites(join(folder, DATABASE_FILE));
    return true;
  } catch {
    return false;
  }
}
