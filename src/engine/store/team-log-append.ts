import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolderMeanwhile } from './sync-folder';

const NEWLINE = 10;

/**
 * Appends text to a file and waits until the disk has it; the file, and the folder it stands in, are made where they
 * are not there. What is left of a line that a crash cut off is ended first, so that it never swallows ours. Where the
 * disk refuses, the file is as it was.
 * @param text whole lines
 * @throws Error when the disk refuses, or something else than a regular file stands there
 */
export async function appendDurably(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  if (await makeFolder(folder)) await syncFolderMeanwhile(dirname(folder));
  const isNew = (await lstat(path).catch(() => null)) === null;
  // A link is refused, a pipe does not block. (Windows has neither flag: undefined is 0.)
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
  const handle = await open(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size, ...stat } = await handle
      .stat()
      .then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!stat.isFile) throw new Error('it is not a regular file');
    const torn = size > 0 && (await lastByte(handle, size)) !== NEWLINE;
    try {
      await writeAll(handle, Buffer.from(torn ? `\n${text}` : text));
      await handle.sync();
    } catch (error) {
      await handle.truncate(size).catch(() => undefined);
      throw error;
    }
  } finally {
    await handle.close();
  }
  if (isNew) await syncFolderMeanwhile(folder);
}

/** @returns whether it was made. Its parent must be there: a share that is not mounted gets no folder of ours. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function lastByte(handle: FileHandle, size: number): Promise<number | undefined> {
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, size - 1);
  return byte[0];
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written);
    written += bytesWritten;
  }
}
