import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../engine/store/sync-folder';

/**
 * Between looking and opening it may have been exchanged: then a link is not followed, and a pipe does not block.
 * Windows has neither flag.
 */
const READ_ONLY_THIS =
  process.platform === 'win32'
    ? constants.O_RDONLY
    : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What a small file of ours turned out to be. Anything but a regular file is `odd`, and is never opened (a FIFO would block). */
export type Found =
  | { readonly kind: 'missing' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'odd'; readonly why: string };

/**
 * Reads a file of at most `limit` bytes, regular files only: symlinks, pipes, devices and folders are refused by name
 * (reliability A15). Never throws, never blocks.
 */
export function readSmall(path: string, limit: number): Found {
  let fd: number | null = null;
  try {
    const seen = lstatSync(path);
    if (!seen.isFile()) return { kind: 'odd', why: 'it is not a regular file' };
    fd = openSync(path, READ_ONLY_THIS);
    const { size } = fstatSync(fd);
    if (size > limit) return { kind: 'odd', why: `it is larger than ${limit} bytes` };
    return { kind: 'text', text: readFileSync(fd, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'odd', why: code ?? message };
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/**
 * Replaces a file as a whole: written beside it, synced, renamed. What stood there before is either wholly there or
 * wholly replaced; a symlink is replaced, not followed.
 * @throws when the folder cannot be written
 */
export function writeWhole(path: string, text: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    const fd = openSync(fresh, 'wx', mode);
    try {
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * Moves a damaged file aside as `<name>.corrupt-<time>`; nothing is ever deleted (reliability P9).
 * @returns the new name, or null when it could not be moved
 */
export function moveAside(path: string, now: number): string | null {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  for (let i = 0; i < 100; i += 1) {
    const aside = `${path}.corrupt-${stamp}${i === 0 ? '' : `-${i}`}`;
    try {
      lstatSync(aside);
    } catch {
      try {
        renameSync(path, aside);
        return aside;
      } catch {
        return null;
      }
    }
  }
  return null;
}
