import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readTeam } from '../../core/team/read';
import type { Team } from '../../core/team/team';
import { readTextFile, replaceFile } from './team-folder-file';

const NAME = 'last-good-watchbill.yaml';
const NOTE =
  '# The last team file without errors that Watchbill read here. It is used while the real one is broken or gone.\n';

/** The last team file of a folder that could be used, kept on this desktop (reliability P9). */
export type LastGood = {
  /** The kept text and its team; null where none is kept for this team folder. */
  load(): Promise<{ text: string; team: Team } | null>;
  save(text: string): Promise<void>;
};

/** Another team folder's copy does not count: its people are not this team's. */
export function lastGoodOf(folder: string, dataFolder: string): LastGood {
  const path = join(dataFolder, NAME);
  const head = `${NOTE}# of ${JSON.stringify(folder)}\n`;
  let saved = '';
  return {
    async load() {
      const file = await readTextFile(path);
      if (!file.ok || !file.value.text.startsWith(head)) return null;
      const text = file.value.text.slice(head.length);
      const { team } = readTeam(text);
      if (!team) return null;
      saved = text;
      return { text, team };
    },
    async save(text) {
      if (text === saved) return;
      await mkdir(dataFolder, { recursive: true });
      await replaceFile(path, head + text, 0o600);
      saved = text;
    },
  };
}
