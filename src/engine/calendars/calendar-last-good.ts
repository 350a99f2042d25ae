import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegular } from '../keep/read-regular';
import { replaceFile } from '../store/team-folder-file';

/** The last text of each .ics file that could be used, kept on this desktop (reliability P9). */
export type CalendarLastGood = {
  load(path: string): Promise<string | null>;
  save(path: string, text: string): Promise<void>;
};

/** Another team folder's copy does not count. */
export function calendarLastGood(folder: string, dataFolder: string): CalendarLastGood {
  const home = join(dataFolder, 'last-good-calendars');
  const placeOf = (path: string) => {
    const name = createHash('sha256')
      .update(JSON.stringify([folder, path]))
      .digest('hex')
      .slice(0, 32);
    return join(home, `${name}.ics`);
  };
  return {
    load: async (path) => readRegular(placeOf(path)),
    async save(path, text) {
      await mkdir(home, { recursive: true, mode: 0o700 });
      await replaceFile(placeOf(path), text, 0o600);
    },
  };
}
