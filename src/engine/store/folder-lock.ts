import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, type DatabaseConnection } from './sqlite';

const LOCK_FILE = 'engine.lock';
/** A pager that is just ending lets go within this time, in milliseconds. */
const PATIENCE_MS = 3_000;
const TRY_EVERY_MS = 100;

/** Two engines on one folder would give the same ids to different incidents, and each hide what the other stored. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export type FolderLock = { release(): void };

/**
 * Makes this the only engine on a data folder. The lock is one of SQLite's on an empty file: the system drops it with
 * the process, however that ends, so that nothing is left over after a crash. Where none can be had (a full or
 * read-only disk, a file system without locks) the pager starts without: paging comes first.
 * @throws FolderInUse when another engine holds it for longer than `patience` ms
 */
export async function lockFolder(dataFolder: string, patience = PATIENCE_MS): Promise<FolderLock> {
  for (let waited = 0; ; waited += TRY_EVERY_MS) {
    const lock = tryLock(dataFolder);
    if (lock) return lock;
    if (waited >= patience)
      throw new FolderInUse(`another Watchbill is running on ${dataFolder}; stop it, or use another folder`);
    await sleep(TRY_EVERY_MS);
  }
}

/** @returns null when somebody else has it. */
function tryLock(dataFolder: string): FolderLock | null {
  let db: DatabaseConnection | null = null;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const held = new Database(join(dataFolder, LOCK_FILE));
    db = held;
    held.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return {
      release: () => {
        held.close();
      },
    };
  } catch (error) {
    db?.close();
    return /locked|busy/i.test((error as Error).message) ? null : { release: () => undefined };
  }
}
