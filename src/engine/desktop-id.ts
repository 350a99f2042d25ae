import { randomBytes } from 'node:crypto';
import { lstatSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { readRegular } from './keep/read-regular';
import { writeWhole } from './store/write-whole';

const FILE = 'desktop.json';

/**
 * The short id of this desktop, made once and kept in the data folder; first part of incident ids, so that two
 * desktops of a team never give the same. A folder that cannot be written gives a new one each start.
 */
export function desktopId(dataFolder: string): string {
  const file = join(dataFolder, FILE);
  const kept = read(file);
  if (kept) return kept;
  const id = randomBytes(4).toString('hex').slice(0, 6);
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) renameSync(file, `${file}.corrupt`);
    writeWhole(file, `${JSON.stringify({ desktop: id })}\n`);
  } catch {
    // Not storing is told loudly by the fact log; ids are unique all the same.
  }
  return id;
}

function read(file: string): string | null {
  try {
    const { desktop } = JSON.parse(readRegular(file) ?? '') as { desktop?: unknown };
    return typeof desktop === 'string' && /^[0-9a-f]{6}$/.test(desktop) ? desktop : null;
  } catch {
    return null;
  }
}
