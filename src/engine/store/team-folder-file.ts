import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/kernel/result';
import { MAX_TEAM_FILE } from '../../core/team/document';
import { syncFolderMeanwhile } from './sync-folder';

/** The file of a team folder that says who, when, what and to whom. */
export const TEAM_FILE = 'watchbill.yaml';

/** What a file looked like when it was read; a different `stamp` means that it changed. */
export type FileText = { readonly text: string; readonly stamp: string; readonly mode: number };

/**
 * Reads a text file that a person may have made anything of: regular files only (reliability A15: no link, device or
 * pipe, and none of them blocks), at most 1 MB, valid UTF-8.
 * @returns the text, or one sentence that names the file.
 */
export async function readTextFile(path: string): Promise<Result<FileText, string>> {
  let handle: FileHandle | null = null;
  try {
    const before = await lstat(path);
    if (!before.isFile())
      return err(`${path} is ${kindOf(before)}, not a regular file; Watchbill reads only regular files`);
    // Between the two it may have been swapped: a link is then refused, a pipe does not block.
    // (Windows has neither flag: undefined counts as 0 here.)
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = await handle.stat();
    if (!stat.isFile()) return err(`${path} is not a regular file; Watchbill reads only regular files`);
    if (stat.size > MAX_TEAM_FILE * 4) return err(`${path} is larger than 1 MB`);
    const bytes = await readAtMost(handle, MAX_TEAM_FILE * 4);
    if (bytes === null) return err(`${path} is larger than 1 MB`);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return ok({ text, stamp: `${stat.ino} ${stat.size} ${stat.mtimeMs}`, mode: stat.mode });
  } catch (error) {
    return err(`${path} ${inWords(error)}`);
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

/** What tells whether the file changed, without reading it; '' while it is not there. */
export async function stampOf(path: string): Promise<string> {
  try {
    const stat = await lstat(path);
    return `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
  } catch {
    return '';
  }
}

/**
 * Writes a file whole or not at all: beside it, synced, then renamed into its place. Only where `unchanged` still
 * says yes just before that. @returns false where it said no. @throws when the disk refuses.
 */
export async function replaceFile(
  path: string,
  text: string,
  mode: number,
  unchanged: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  const temporary = `${path}.${process.pid}-${(counter += 1)}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(text);
      await handle.chmod(mode & 0o777).catch(() => undefined);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!(await unchanged())) return false;
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolderMeanwhile(join(path, '..'));
  return true;
}
let counter = 0;

/** Files that look like other copies of the team file: what synced folders leave behind when two machines write. */
export async function otherCopies(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /^watchbill.*\.ya?ml$/i.test(name) && name !== TEAM_FILE)
      .sort()
      .slice(0, 5);
  } catch {
    return [];
  }
}

async function readAtMost(handle: FileHandle, max: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, size);
    if (bytesRead === 0) return Buffer.concat(chunks);
    size += bytesRead;
    if (size > max) return null;
    chunks.push(chunk.subarray(0, bytesRead));
  }
}

/** A rename is on disk once its folder is; not every system can sync one. */

function kindOf(stat: Awaited<ReturnType<typeof lstat>>): string {
  if (stat.isSymbolicLink()) return 'a link';
  if (stat.isDirectory()) return 'a folder';
  if (stat.isFIFO()) return 'a pipe';
  return stat.isSocket() ? 'a socket' : 'a device';
}

function inWords(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  switch (code) {
    case 'ENOENT':
      return 'is not there';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by you';
    case 'ELOOP':
      return 'is a link, not a regular file; Watchbill reads only regular files';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'is not UTF-8 text; save it as UTF-8';
    default:
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
