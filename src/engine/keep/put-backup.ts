import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../core/time/instant';
import { SCHEMA_VERSION } from '../store/schema';
import { syncFolder } from '../store/sync-folder';
import { findBackup, listBackups } from './backup-folder';
import { unpackFile } from './gzip-members';
import { mustBeWell } from './well';

/**
 * Unpacks a backup beside a place, and checks it; nothing is in its place yet.
 * @param target path of the database to be
 * @returns path of the unpacked file
 * @throws DamagedBackup, the system's error; then nothing is left over
 */
export function unpackBeside(path: string, target: string): string {
  const incoming = `${target}.incoming`;
  rmSync(incoming, { force: true });
  try {
    unpackFile(path, incoming);
    mustBeWell(incoming);
    return incoming;
  } catch (error) {
    rmSync(incoming, { force: true });
    throw error;
  }
}

/**
 * Puts the newest good backup where no database is any more (a damaged one was moved aside, reliability A11). Those
 * that turn out damaged are passed over.
 * @param target path of the database to be
 * @returns of when it is; null where there is none
 */
export function putNewestBackup(dataFolder: string, target: string): Instant | null {
  for (const { name, schema, at } of listBackups(dataFolder)) {
    if (schema > SCHEMA_VERSION) continue;
    const backup = findBackup(dataFolder, name);
    try {
      if (!backup) continue;
      renameSync(unpackBeside(backup.path, target), target);
      syncFolder(dirname(target));
      return at;
    } catch {
      // The next one may be well; with none, an empty database is begun: paging comes first.
    }
  }
  return null;
}
