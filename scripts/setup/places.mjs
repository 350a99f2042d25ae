import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The repository's root. */
export const root = resolve(import.meta.dirname, '../..');

/** Where things that are dear to make and safe to delete are kept between runs. */
export const cacheFolder = join(
  process.env.WATCHBILL_CACHE ?? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'watchbill'),
);

export const isRoot = process.platform !== 'win32' && process.getuid?.() === 0;

/** @param {string} line one line for the person who started us; never on standard output, which may be piped. */
export function say(line) {
  process.stderr.write(`watchbill: ${line}\n`);
}
