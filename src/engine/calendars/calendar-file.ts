import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { err, ok, type Result } from '../../core/kernel/result';
import { readTextFile, stampOf } from '../store/team-folder-file';

/** Bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

// eslint-disable-next-line no-control-regex
const ODD = /[\u0000-\u001f\\]|^[a-z][a-z0-9+.-]*:/i;

/** Why a path may not be read, half a sentence; null where it may. */
export function refusedPath(path: string): string | null {
  const steps = path.split('/');
  if (path === '' || path.length > 1000 || ODD.test(path) || isAbsolute(path))
    return 'is not a path inside the team folder; write for example calendars/hours.ics';
  return steps.includes('..') ? 'leads out of the team folder' : null;
}

/**
 * Reads an .ics file of a team folder: a regular file inside it, also after links were followed, at most 4 MB.
 * @returns the text, or half a sentence that follows the path
 */
export async function readCalendarFile(folder: string, path: string): Promise<Result<string, string>> {
  const refused = refusedPath(path);
  if (refused !== null) return err(refused);
  let real: string;
  try {
    const [root, found] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!found.startsWith(root.endsWith(sep) ? root : root + sep)) return err('leads out of the team folder');
    real = found;
    if ((await stat(real)).size > MOST_BYTES)
      return err('is larger than 4 MB, which no calendar of a team is');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return err(code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : `cannot be read (${code})`);
  }
  const file = await readTextFile(real);
  if (file.ok) return ok(file.value.text);
  return err(file.error.startsWith(`${real} `) ? file.error.slice(real.length + 1) : file.error);
}

/** What tells whether the file changed; '' while it is not there, or where it may not be read. */
export async function calendarStamp(folder: string, path: string): Promise<string> {
  if (refusedPath(path) !== null) return '';
  // The file that a link leads to is what counts.
  const real = await realpath(join(folder, path)).catch(() => null);
  return real === null ? '' : `${real} ${await stampOf(real)}`;
}
