import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../core/time/instant';
import { type BackupName, oneTooMany, readBackupName } from './backup-name';

const NAME = 'backups';
/** What is being made is called so until it counts, with the number of the process that makes it. */
const UNFINISHED = /^copy-(\d+)-\d+\.(db|gz)\.part(-journal|-wal|-shm)?$/;

export type StoredBackup = BackupName & { readonly name: string; readonly bytes: number };

export function backupFolder(dataFolder: string): string {
  return join(dataFolder, NAME);
}

/** @throws the system's error */
export function makeBackupFolder(dataFolder: string): string {
  const folder = backupFolder(dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Backups that count, newest first: regular files with a name of ours, links excepted (reliability E12). Never throws. */
export function listBackups(dataFolder: string): StoredBackup[] {
  const folder = backupFolder(dataFolder);
  return namesIn(folder)
    .flatMap((name): StoredBackup[] => {
      const read = readBackupName(name);
      const stat = lstatSync(join(folder, name), { throwIfNoEntry: false });
      return read && stat?.isFile() ? [{ ...read, name, bytes: stat.size }] : [];
    })
    .toSorted((a, b) => b.at - a.at);
}

/**
 * One backup by its name.
 * @returns its path, or null where there is no such regular file in the folder of backups
 */
export function findBackup(dataFolder: string, name: string): (StoredBackup & { path: string }) | null {
  const found = listBackups(dataFolder).find((backup) => backup.name === name);
  return found ? { ...found, path: join(backupFolder(dataFolder), found.name) } : null;
}

/** Deletes what is one too many. @returns how many; what cannot be deleted stays */
export function dropOld(dataFolder: string, now: Instant): number {
  const names = listBackups(dataFolder).map(({ name }) => name);
  const drop = oneTooMany(names, now);
  return drop.filter((name) => removed(join(backupFolder(dataFolder), name))).length;
}

/** Deletes what a crash left of a backup that was being made; not what another process is making now. */
export function dropUnfinished(dataFolder: string): void {
  const folder = backupFolder(dataFolder);
  for (const name of namesIn(folder)) {
    const maker = UNFINISHED.exec(name)?.[1];
    if (maker !== undefined && (Number(maker) === process.pid || !isAlive(Number(maker))))
      removed(join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removed(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch {
    return false;
  }
}
