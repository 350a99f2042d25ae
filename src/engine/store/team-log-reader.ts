import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Act } from '../../core/team-log/act';
import { type LogFile, openLogFile } from './team-log-file';

/** More files than a team has desktops; what is beyond is not read. */
const MOST_FILES = 1000;

/** All files of the folder `log/`, each read as it grows. */
export type LogReader = {
  /** Reads what is new in any of them; `take` gets the acts as they come. Never rejects. */
  read(take: (acts: readonly Act[]) => void): Promise<void>;
  problems(): readonly string[];
  /** Changes where the folder is another one than before: who watches it must do so anew. */
  folderStamp(): string;
};

/** @param first the file that is read before all others: our own */
export function openLogReader(folder: string, first: string): LogReader {
  const files = new Map<string, LogFile>();
  let trouble = '';
  let folderStamp = '';

  return {
    async read(take) {
      const names = await list();
      for (const name of names) {
        const file = files.get(name) ?? openLogFile(join(folder, name), `log/${name}`);
        files.set(name, file);
        await file.read(take);
      }
      for (const name of files.keys()) if (!names.includes(name)) files.delete(name);
    },
    problems: () => [
      ...(trouble === '' ? [] : [trouble]),
      ...[...files.values()].flatMap((file) => file.problems()),
    ],
    folderStamp: () => folderStamp,
  };

  async function list(): Promise<readonly string[]> {
    try {
      const stat = await lstat(folder);
      folderStamp = `${stat.dev} ${stat.ino}`;
      // Copies that a synced folder made of one file (`x (conflict).jsonl`) are of the log as well.
      const names = (await readdir(folder))
        .filter((name) => /\.jsonl$/i.test(name) && !name.startsWith('.'))
        .toSorted((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
      trouble =
        names.length > MOST_FILES ? `log/ holds more than ${MOST_FILES} files; the rest is not read` : '';
      return names.slice(0, MOST_FILES);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      folderStamp = '';
      // A team that has agreed nothing yet has no log; a folder that went is told by the team file.
      trouble =
        code === 'ENOENT'
          ? ''
          : code === 'ENOTDIR'
            ? '"log" in the team folder is not a folder; what the team agreed is neither read nor shared'
            : `log/ cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      return [...files.keys()];
    }
  }
}
