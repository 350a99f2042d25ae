import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Lets every other thread go first. On Linux priorities are a thread's own, and a synchronous look at /proc is made by
 * the thread that asks; elsewhere they are the whole process's, and are let be.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (thread !== process.pid) setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // Without /proc it is a thread like the others.
  }
}
