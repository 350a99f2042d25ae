import { statfsSync } from 'node:fs';

/** Left free whatever we copy: what is stored next must not find a disk that a backup filled. */
export const RESERVE = 64 * 1024 * 1024;

/** Too little room for a copy; nothing was begun. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/**
 * @param needed bytes that are about to be written
 * @throws NoRoom where fewer than that and `reserve` are free; a file system that tells nothing is tried
 */
export function mustHaveRoom(folder: string, needed: number, reserve = RESERVE): void {
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(folder);
    free = bavail * bsize;
  } catch {
    return;
  }
  if (free < needed + reserve)
    throw new NoRoom(
      `the disk is too full: ${printBytes(needed + reserve)} are needed, ${printBytes(free)} are free`,
    );
}

/** `830 kB`, `57 MB`, `1.2 GB`. */
export function printBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${Math.ceil(bytes / 1_000_000)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
