import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Act } from '../../core/team-log/act';
import { readAct } from '../../core/team-log/read-act';
import { readRegular } from '../keep/read-regular';
import { syncFolderMeanwhile } from './sync-folder';
import { appendDurably } from './team-log-append';

/** Acts of this desktop that could not be written into the team folder yet, kept in its data folder. */
export type Outbox = {
  /** Their lines, in order. */
  lines(): readonly string[];
  /** The acts that lay there at the start. */
  readonly kept: readonly Act[];
  /** On the disk when it resolves. @throws when the disk refuses */
  put(lines: readonly string[]): Promise<void>;
  /** They stand in the team folder now. */
  clear(): Promise<void>;
};

/** Each team folder has one of its own: what one team agreed never gets into another's log. */
export async function openOutbox(folder: string, dataFolder: string): Promise<Outbox> {
  const team = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  const path = join(dataFolder, `team-log-outbox-${team}.jsonl`);
  const text = readRegular(path) ?? '';
  // Half a last line was never said to be stored.
  const stored = text.split('\n').flatMap((line) => {
    const read = readAct(line);
    return read.kind === 'act' ? [{ line, act: read.act }] : [];
  });
  let waiting = stored.map(({ line }) => line);
  return {
    lines: () => waiting,
    kept: stored.map(({ act }) => act),
    async put(lines) {
      await appendDurably(path, textOf(lines));
      waiting = [...waiting, ...lines];
    },
    async clear() {
      waiting = [];
      // Left over, it would only be written twice.
      await rm(path, { force: true }).catch(() => undefined);
      await syncFolderMeanwhile(dataFolder);
    },
  };
}

/** Lines as they stand in a file. */
export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
