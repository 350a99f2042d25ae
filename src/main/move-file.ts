import { constants } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';

/**
 * Moves a file to where a person chose, onto another disk if need be: there it is copied beside its place, synced and
 * then given its name, so that what stood there before is wholly there or wholly replaced (reliability A9).
 * @throws the system's error; the file is then still where it was
 */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    return await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
  }
  const part = `${to}.part`;
  try {
    await copyFile(from, part, constants.COPYFILE_EXCL);
    const file = await open(part, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await rm(from, { force: true });
}
