import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../core/time/instant';
import type { Log } from '../ports';
import { DATABASE_FILE } from '../store/database';
import { Database } from '../store/sqlite';
import { syncFolder } from '../store/sync-folder';
import { findBackup } from './backup-folder';
import { unpackBeside } from './put-backup';
import { readRegular } from './read-regular';

const MARKER = 'restore.json';
const FILES = ['', '-wal', '-shm'] as const;
const REPLACED = /^replaced-(\d{1,15})\.db$/;

const shape = z.object({ version: z.literal(1), backup: z.string(), askedAt: z.number() });

/**
 * Restoring happens at the next start, before anything opens the database: a marker says which backup, so that a start
 * that is killed in the middle of it is gone on with by the next one. What stood there is moved aside, not deleted.
 *
 * @param name of a backup in the data folder
 * @throws the system's error, when the marker cannot be written
 */
export function askForRestore(dataFolder: string, name: string, now: Instant): void {
  const path = join(dataFolder, MARKER);
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify({ version: 1, backup: name, askedAt: now })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  syncFolder(dataFolder);
}

export type Restored =
  | { readonly ok: true; readonly at: Instant }
  | { readonly ok: false; readonly why: string };

/**
 * Carries out a restore that was asked for. The caller holds the folder's lock.
 * @returns null when none was; where it failed the present data is as it was
 */
export function finishRestore(dataFolder: string, log: Log): Restored | null {
  const path = join(dataFolder, MARKER);
  const text = readRegular(path);
  if (text === null) return null;
  const done = swap(dataFolder, text);
  rmSync(path, { force: true });
  syncFolder(dataFolder);
  if (done.ok) log.info('a backup was restored', { from: new Date(done.at).toISOString() });
  else log.error('a backup could not be restored', { why: done.why });
  return done;
}

function swap(dataFolder: string, text: string): Restored {
  try {
    const { backup: name, askedAt } = shape.parse(JSON.parse(text));
    const backup = findBackup(dataFolder, name);
    if (!backup) return { ok: false, why: `there is no backup ${name}` };
    const database = join(dataFolder, DATABASE_FILE);
    const incoming = unpackBeside(backup.path, database);
    carryProgress(database, incoming);
    // Named by when it was asked for: gone on with after a kill, the same name again.
    const aside = join(dataFolder, `replaced-${askedAt}.db`);
    const moved: Array<readonly [from: string, to: string]> = [];
    try {
      for (const suffix of FILES) {
        if (!existsSync(database + suffix)) continue;
        const to = free(aside, suffix);
        renameSync(database + suffix, to);
        moved.push([database + suffix, to]);
      }
      renameSync(incoming, database);
    } catch (error) {
      for (const [from, to] of moved) renameSync(to, from);
      throw error;
    }
    syncFolder(dataFolder);
    return { ok: true, at: backup.at };
  } catch (error) {
    return { ok: false, why: (error as Error).message };
  }
}

/**
 * Which accepted alerts are decided is told by what is replaced: those that are not are decided on the backup, and no
 * others (accepted/progress.ts). Where it cannot be told, all that the journal still has are decided again: an alert
 * twice is better than none.
 */
function carryProgress(from: string, to: string): void {
  try {
    const present = new Database(from, { readOnly: true });
    const row = present.prepare('SELECT progress FROM accepted').get() as { progress: string } | undefined;
    present.close();
    if (!row) return;
    const restored = new Database(to);
    try {
      restored.prepare('INSERT OR REPLACE INTO accepted (id, progress) VALUES (1, ?)').run(row.progress);
      restored.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
    } finally {
      restored.close();
    }
  } catch {
    // A damaged database, or one from before there was a journal.
  }
}

/** Killed after the new one stood in its place, that is what would be moved now: it must not push out the old one. */
function free(aside: string, suffix: (typeof FILES)[number]): string {
  if (!existsSync(aside + suffix)) return aside + suffix;
  const other = aside.replace(/(\d+)\.db$/, (_, at: string) => `${Number(at) + 1}.db`);
  return free(other, suffix);
}

/** Databases that a restore moved aside and that are no backup yet, with when. */
export function replacedDatabases(
  dataFolder: string,
): Array<{ readonly file: string; readonly at: Instant }> {
  try {
    return readdirSync(dataFolder).flatMap((name) => {
      const found = REPLACED.exec(name);
      return found ? [{ file: join(dataFolder, name), at: Number(found[1]) }] : [];
    });
  } catch {
    return [];
  }
}

/** Deletes one of them, once it is a backup. */
export function dropReplaced(file: string): void {
  for (const suffix of FILES) rmSync(file + suffix, { force: true });
}
