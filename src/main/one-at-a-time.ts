import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Nobody needs longer; whoever seems to was killed in the middle. Milliseconds. */
const PATIENCE = 2_000;
const LOOK_EVERY = 5;

/**
 * Does something while no other process does it on the same folder. For Chromium's lock of a profile: of two processes
 * that ask for it in the same millisecond both were given it (seen once in some ten starts of twenty at once,
 * reliability A17), and the second had an app without a pager.
 */
export function oneAtATime<T>(folder: string, act: () => T): T {
  const path = join(folder, 'starting.lock');
  const mine = hold(folder, path);
  try {
    return act();
  } finally {
    if (mine) rmSync(path, { force: true });
  }
}

/** @returns whether we hold it; false where the folder cannot be written: then nobody can */
function hold(folder: string, path: string): boolean {
  const end = Date.now() + PATIENCE;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return false;
  }
  for (;;) {
    try {
      closeSync(openSync(path, 'wx', 0o600));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    if (Date.now() > end) return true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY);
  }
}
