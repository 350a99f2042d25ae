import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAppFolder, isEngineFolder } from '../engine/keep/erase';
import { FolderInUse, type FolderLock, lockFolder } from '../engine/store/folder-lock';

/** A folder that somebody named with `--data`: an engine's, or the desktop app's, which has the engine's in `data`. */
export type DataFolder = {
  /** The engine's. */
  readonly data: string;
  /** The app's; null for an engine without one. */
  readonly app: string | null;
};

/** @returns half a sentence where there is no such folder */
export function findDataFolder(named: string): DataFolder | string {
  const folder = resolve(named);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return `there is no folder ${folder}`;
  if (isAppFolder(folder)) return { data: join(folder, 'data'), app: folder };
  return isEngineFolder(folder) ? { data: folder, app: null } : `${folder} is no data folder of Watchbill`;
}

/** @returns null while a Watchbill runs on it */
export async function lockIfFree(data: string): Promise<FolderLock | null> {
  try {
    return await lockFolder(data, 0);
  } catch (error) {
    if (error instanceof FolderInUse) return null;
    throw error;
  }
}
