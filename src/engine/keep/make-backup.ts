import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupKind } from '../../contract/keep/keep-views';
import type { Instant } from '../../core/time/instant';
import { Database, type DatabaseConnection } from '../store/sqlite';
import { syncFolder } from '../store/sync-folder';
import { dropOld, dropUnfinished, makeBackupFolder, type StoredBackup } from './backup-folder';
import { printBackupName } from './backup-name';
import { mustHaveRoom, RESERVE } from './free-room';
import { packFile } from './gzip-members';
import { mustBeWell } from './well';

export type BackupWish = {
  readonly dataFolder: string;
  readonly kind: BackupKind;
  readonly now: Instant;
  /** The database to copy. */
  readonly file: string;
  /** Bytes to leave free; for tests. */
  readonly reserve?: number;
};

/**
 * Makes a consistent copy while others write: SQLite copies one snapshot into a new file (VACUUM INTO), that is checked,
 * packed, synced and only then given its name. Whatever goes wrong, the copies that were there stay whole, and nothing
 * unfinished is left (reliability A9). Takes seconds: for a thread of its own.
 * @param tell how far it is, 0 to 1
 * @throws NoRoom, the database's or the system's error
 */
export function makeBackup(wish: BackupWish, tell: (part: number) => void = () => undefined): StoredBackup {
  const { dataFolder, file, now, kind } = wish;
  if (!existsSync(file)) throw new Error('nothing is stored yet');
  const folder = makeBackupFolder(dataFolder);
  dropUnfinished(dataFolder);
  // The packed copy is a tenth of the plain one, as measured; a fifth is kept for it.
  mustHaveRoom(folder, Math.ceil(sizeOf(file) * 1.2), wish.reserve ?? RESERVE);
  const plain = join(folder, `copy-${process.pid}-${now}.db.part`);
  const packed = `${plain.slice(0, -'.db.part'.length)}.gz.part`;
  try {
    const { schema, incidents } = copyInto(file, plain);
    tell(0.6);
    mustBeWell(plain);
    tell(0.7);
    const bytes = packFile(plain, packed, (done, all) => tell(0.7 + (0.3 * done) / all));
    const name = { at: now, kind, schema, incidents };
    renameSync(packed, join(folder, printBackupName(name)));
    syncFolder(folder);
    dropOld(dataFolder, now);
    return { ...name, name: printBackupName(name), bytes };
  } finally {
    for (const left of [plain, `${plain}-journal`, packed]) rmSync(left, { force: true });
  }
}

/** The file with its write-ahead log: all that a copy may have to hold. */
function sizeOf(file: string): number {
  return statSync(file).size + (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0);
}

function copyInto(file: string, target: string): { schema: number; incidents: number } {
  const db = new Database(file, { readOnly: true });
  try {
    // What is packed afterwards need never reach the disk plain: its sync would hold up that of an alert.
    db.exec('PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF');
    db.prepare('VACUUM INTO ?').run(target);
  } finally {
    db.close();
  }
  const copy = new Database(target, { readOnly: true });
  try {
    return {
      schema: one(copy, 'PRAGMA user_version'),
      incidents: one(copy, 'SELECT count(*) FROM incidents'),
    };
  } finally {
    copy.close();
  }
}

function one(db: DatabaseConnection, sql: string): number {
  return Object.values(db.prepare(sql).get() as Record<string, number>)[0] as number;
}
