import {
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder';

const { O_CREAT, O_TRUNC, O_WRONLY, O_NOFOLLOW } = constants;

/**
 * Writes a small file so that after a crash or a power cut it is the old one or the new one, whole: beside it, synced,
 * renamed, and the folder synced. Its owner alone may read it (mode 0600).
 * @throws the system's error; then the old one stands as it was
 */
export function writeWhole(file: string, text: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const beside = `${file}.new`;
  try {
    // Not through a link that somebody put there (Windows knows no such flag: undefined, which is 0 here).
    const handle = openSync(beside, O_CREAT | O_TRUNC | O_WRONLY | O_NOFOLLOW, 0o600);
    try {
      writeFileSync(handle, text); // all of it, or an error
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    chmodSync(beside, 0o600);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(folder);
}
