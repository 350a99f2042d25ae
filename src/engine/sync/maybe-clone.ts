import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Whether a folder, or one above it, holds a `.git`. Git itself is asked only then: to begin a process takes the thread
 * that pages tens of milliseconds, and most team folders are no clones (decisions/0008).
 */
export async function maybeClone(folder: string): Promise<boolean> {
  const found = await stat(join(folder, '.git')).catch(() => null);
  if (found) return true;
  const parent = dirname(resolve(folder));
  return parent !== folder && (await maybeClone(parent));
}
