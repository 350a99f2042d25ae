import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../core/time/instant';
import { exportName } from './export-name';

const OURS = /^watchbill-.*\.jsonl(\.part)?$/;

/** Exports wait here until the shell, or whoever asked over HTTP, takes them. */
function exportsFolder(dataFolder: string): string {
  return join(dataFolder, 'exports');
}

/** Path for a new one; whatever nobody took goes. @throws the system's error */
export function stageFor(dataFolder: string, now: Instant): string {
  const folder = exportsFolder(dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  dropStaged(dataFolder);
  return join(folder, exportName(now));
}

/** Deletes what nobody took: a copy of everything must not lie about. */
export function dropStaged(dataFolder: string): void {
  const folder = exportsFolder(dataFolder);
  try {
    for (const name of readdirSync(folder)) if (OURS.test(name)) rmSync(join(folder, name), { force: true });
  } catch {
    // None there, or not to be deleted: it bears our owner's rights only.
  }
}
