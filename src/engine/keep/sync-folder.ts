import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes a rename or a new file durable. Windows cannot sync folders; there the file system's own journal does. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Nothing more can be done.
  }
}
