import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Larger ones are nothing that people keep in a team folder. */
const MOST = 64 * 1024 * 1024;

/** Text of a regular file; no link is followed and no pipe blocks (reliability A15). @returns null where there is none */
export function readRegular(path: string): string | null {
  let file: number | null = null;
  try {
    // Windows has neither flag: undefined counts as 0 here.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    return stat.isFile() && stat.size <= MOST ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
