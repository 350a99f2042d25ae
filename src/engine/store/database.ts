import { closeSync, existsSync, fsyncSync, lstatSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SCHEMA, SCHEMA_VERSION } from './schema';
import { Database, type DatabaseConnection } from './sqlite';

/** The store's file in the data folder. */
export const DATABASE_FILE = 'watchbill.db';

/** Stored by a newer Watchbill: it is left as it is. */
export class NewerData extends Error {
  override readonly name = 'NewerData';
}

export type OpenedDatabase = {
  readonly db: DatabaseConnection;
  /** Where a damaged database was moved to; null when it was well. */
  readonly movedAside: string | null;
};

/**
 * Opens the database for writing, makes or migrates it. A damaged one is moved aside, never deleted (promise P9).
 * @throws NewerData when a newer version wrote it; the system's error when the folder cannot be written
 */
export function openForWriting(folder: string, now: number): OpenedDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, DATABASE_FILE);
  const notAFile = existsSync(file) && !lstatSync(file).isFile();
  if (!notAFile) {
    try {
      return { db: openAndMigrate(file), movedAside: null };
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }
  const aside = moveAside(file, now);
  return { db: openAndMigrate(file), movedAside: aside };
}

/** Opens for reading beside the writer. */
export function openForReading(folder: string): DatabaseConnection {
  const db = new Database(join(folder, DATABASE_FILE), { readOnly: true });
  db.exec(
    'PRAGMA busy_timeout = 2000; PRAGMA query_only = 1; PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456',
  );
  return db;
}

function openAndMigrate(file: string): DatabaseConnection {
  const fresh = !existsSync(file);
  const db = new Database(file);
  try {
    db.exec('PRAGMA busy_timeout = 5000');
    const version = (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
    if (version > SCHEMA_VERSION)
      throw new NewerData(
        `the data in ${file} was written by a newer Watchbill (version ${version}, this one knows ${SCHEMA_VERSION})`,
      );
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000',
    );
    if (version === 0) db.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
    db.prepare('SELECT count(*) FROM (SELECT 1 FROM incidents LIMIT 1)').get();
    db.prepare('SELECT max(seq) FROM facts').get();
  } catch (error) {
    db.close();
    throw error;
  }
  if (fresh) syncFolder(dirname(file));
  return db;
}

function isDamage(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return /malformed|not a database|corrupt|disk image|no such table|no such column/i.test(text);
}

function moveAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${file}.corrupt-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  return aside;
}

/** A new file is durable only when its folder is. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Windows cannot sync folders; there the file system's own journal does.
  }
}
