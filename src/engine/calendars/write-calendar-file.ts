import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { replaceFile } from '../store/team-folder-file';
import { readCalendarFile, refusedPath } from './calendar-file';

/**
 * Writes an .ics file of a team folder, whole or not at all. A file that says the same already is left alone.
 * @returns whether it was written. @throws Error with a sentence
 */
export async function writeCalendarFile(folder: string, path: string, text: string): Promise<boolean> {
  const refused = refusedPath(path);
  if (refused !== null) throw new Error(`${path} ${refused}`);
  const before = await readCalendarFile(folder, path);
  if (before.ok && before.value === text) return false;
  try {
    const home = join(folder, dirname(path));
    await mkdir(home, { recursive: true });
    // The folder may be a link to somewhere else.
    const [root, real] = await Promise.all([realpath(folder), realpath(home)]);
    if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new Error('it leads out of the team folder');
    await replaceFile(join(folder, path), text, 0o644);
    return true;
  } catch (error) {
    throw new Error(`${path} could not be written: ${(error as Error).message}`, { cause: error });
  }
}
