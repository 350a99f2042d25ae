import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_FILE, openForReading } from '../store/database';
import type { DatabaseConnection } from '../store/sqlite';
import { syncFolder } from '../store/sync-folder';
import { type ExportSources, exportLines, storedLines } from './export-lines';
import { mustHaveRoom, RESERVE } from './free-room';
import { hideSecrets } from './hide-secrets';

const BUFFERED = 1_048_576;
/** The disk is asked anew how much room it has after so many bytes. */
const LOOK_EVERY = 64 * 1_048_576;

export type ExportWish = ExportSources & {
  /** Values that must not occur. */
  readonly secrets: readonly string[];
  /** Path of the file to write; a number is an open file (standard output). */
  readonly to: string | number;
  readonly reserve?: number;
};

export type Exported = { readonly lines: number; readonly bytes: number };

/**
 * Writes everything as JSON lines: whole or not at all where it goes to a file (beside it, synced, renamed).
 * @param tell how far it is, 0 to 1
 * @throws NoRoom, the database's or the system's error
 */
export async function writeExport(
  wish: ExportWish,
  tell: (part: number) => void = () => undefined,
): Promise<Exported> {
  const { to } = wish;
  if (typeof to === 'number') return write(wish, to, tell);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  try {
    const file = openSync(part, 'wx', 0o600);
    let exported: Exported;
    try {
      exported = await write(wish, file, tell);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, to);
    syncFolder(dirname(to));
    return exported;
  } finally {
    rmSync(part, { force: true });
  }
}

async function write(wish: ExportWish, file: number, tell: (part: number) => void): Promise<Exported> {
  const hide = hideSecrets(wish.secrets);
  const folder = typeof wish.to === 'string' ? dirname(wish.to) : null;
  const stored = existsSync(join(wish.dataFolder, DATABASE_FILE));
  const db: DatabaseConnection | null = stored ? openForReading(wish.dataFolder) : null;
  let waiting: string[] = [];
  let size = 0;
  let lines = 0;
  let bytes = 0;
  let looked = Number.NEGATIVE_INFINITY;
  const flush = async (): Promise<void> => {
    if (folder !== null && bytes - looked >= LOOK_EVERY) {
      mustHaveRoom(folder, BUFFERED, wish.reserve ?? RESERVE);
      looked = bytes;
    }
    bytes += await writeAll(file, Buffer.from(`${waiting.join('\n')}\n`));
    waiting = [];
    size = 0;
  };
  try {
    const all = db ? Math.max(1, storedLines(db)) : 1;
    for (const line of exportLines(wish, db)) {
      const safe = hide(line);
      waiting.push(safe);
      size += safe.length;
      lines += 1;
      if (size < BUFFERED) continue;
      await flush();
      tell(Math.min(1, lines / all));
    }
    await flush();
    return { lines, bytes };
  } finally {
    db?.close();
  }
}

/** A pipe whose reader is slow takes nothing for a while (EAGAIN). */
async function writeAll(file: number, bytes: Buffer): Promise<number> {
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      await sleep(5);
    }
  }
  return bytes.length;
}
