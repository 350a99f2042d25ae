import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Instant } from '../../core/time/instant';
import { makeBackup } from '../keep/make-backup';
import { putNewestBackup } from '../keep/put-backup';
import { MIGRATIONS, SCHEMA, SCHEMA_VERSION } from './schema';
import { Database, type DatabaseConnection } from './sqlite';
import { syncFolder } from './sync-folder';

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
  /** Time of the backup that took its place; null: it was begun anew. */
  readonly restoredFrom: Instant | null;
};

/**
 * Opens the database for writing, makes or migrates it. A damaged one is moved aside, never deleted (promise P9), and
 * the newest good backup takes its place (reliability A11).
 * @param damaged a write found it damaged, although it opens
 * @throws NewerData when a newer version wrote it; the system's error when the folder cannot be written
 */
export function openForWriting(folder: string, now: number, damaged = false): OpenedDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, DATABASE_FILE);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat || (stat.isFile() && !damaged)) {
    try {
      return { db: openAndMigrate(file, now), movedAside: null, restoredFrom: null };
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }
  const movedAside = moveAside(file, now);
  const restoredFrom = putNewestBackup(folder, file);
  try {
    return { db: openAndMigrate(file, now), movedAside, restoredFrom };
  } catch (error) {
    if (restoredFrom === null || !isDamage(error)) throw error;
    // Well as a file, but not ours: what was there before us counts for more than a second try.
    moveAside(file, now + 1);
    return { db: openAndMigrate(file, now), movedAside, restoredFrom: null };
  }
}

/** Opens for reading beside the writer. */
export function openForReading(folder: string): DatabaseConnection {
  const db = new Database(join(folder, DATABASE_FILE), { readOnly: true });
  db.exec(
    'PRAGMA busy_timeout = 2000; PRAGMA query_only = 1; PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456',
  );
  return db;
}

/** Looked at when it is opened: a file that lacks one of these is damaged. */
const PROBES = [
  'SELECT max(seq) FROM facts',
  'SELECT max(number) FROM incidents',
  'SELECT max(seq) FROM pages',
  'SELECT max(id) FROM unreadable',
  'SELECT rowid FROM incident_words LIMIT 1',
  'SELECT progress FROM accepted',
  'SELECT n FROM tallies LIMIT 1',
];

function openAndMigrate(file: string, now: number): DatabaseConnection {
  const fresh = !existsSync(file);
  mustTakeWrites(file);
  if (!fresh) refuseNewer(file);
  keepPrivate(file);
  const db = new Database(file);
  try {
    db.exec('PRAGMA busy_timeout = 5000');
    const version = versionOf(db);
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000',
    );
    if (version === 0) db.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
    if (version > 0 && version < SCHEMA_VERSION) copyBeforeMigration(file, now);
    for (let from = version; from > 0 && from < SCHEMA_VERSION; from++) migrate(db, from);
    for (const probe of PROBES) db.prepare(probe).get();
  } catch (error) {
    db.close();
    throw error;
  }
  if (fresh) syncFolder(dirname(file));
  return db;
}

/** What a migration begins with can be gone back to. Without room for a copy it goes on: each step is whole or not at all. */
function copyBeforeMigration(file: string, now: number): void {
  try {
    makeBackup({ dataFolder: dirname(file), file, kind: 'before', now });
  } catch {
    // Too full a disk, or one that is nearly: paging comes first.
  }
}

/** To the next version, in one transaction: killed in the middle of it, it is tried again at the next start. */
function migrate(db: DatabaseConnection, from: number): void {
  const step = MIGRATIONS.get(from);
  if (step === undefined) throw new Error(`no way leads from version ${from} of the stored data to the next`);
  db.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${from + 1}; COMMIT`);
}

/**
 * Looked at before SQLite opens anything: a connection that was opened while its files could only be read makes every
 * later one of the process so as well, for they share the index of the write-ahead log, until the last of them is gone.
 * @throws the system's error (EROFS, EPERM, EACCES)
 */
export function mustTakeWrites(file: string): void {
  accessSync(dirname(file), constants.W_OK);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) accessSync(file + suffix, constants.W_OK);
  }
}

/**
 * Asks the version without the right to write: else closing would fold the write-ahead log of a newer Watchbill that
 * crashed into its file. A file that cannot be read so is opened for writing, and tells there what is wrong.
 */
function refuseNewer(file: string): void {
  let db: DatabaseConnection | null = null;
  let version = 0;
  try {
    db = new Database(file, { readOnly: true });
    version = versionOf(db);
  } catch {
    return;
  } finally {
    db?.close();
  }
  if (version > SCHEMA_VERSION)
    throw new NewerData(
      `the data in ${file} was written by a newer Watchbill (version ${version}, this one knows ${SCHEMA_VERSION})`,
    );
}

function versionOf(db: DatabaseConnection): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

/** Whether an error of the database means that its file is damaged. */
export function isDamage(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return /malformed|not a database|corrupt|disk image|no such table|no such column|already exists|vtable constructor failed/i.test(
    text,
  );
}

function moveAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${file}.corrupt-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (lstatSync(file + suffix, { throwIfNoEntry: false })) renameSync(file + suffix, aside + suffix);
  }
  return aside;
}

/** For its owner only, wherever the folder is; SQLite makes the files beside it as this one is. */
function keepPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  try {
    chmodSync(file, 0o600);
  } catch {
    // Somebody else's file, or a file system without modes: it can be written, which is what counts.
  }
}
