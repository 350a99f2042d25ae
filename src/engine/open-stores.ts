import { join } from 'node:path';
import { type Journal, makeJournal } from './accepted/journal';
import { withJournal } from './accepted/with-journal';
import type { EngineOptions } from './engine-options';
import { beforeOpening } from './keep/before-opening';
import type { Restored } from './keep/pending-restore';
import { type FactLog, openFactLog } from './store/fact-log';
import { lockFolder } from './store/folder-lock';
import { openReader } from './store/open-reader';
import { openTeamFolder, type TeamFolder } from './store/team-folder';

/** All that is kept on the disk. */
export type Stores = {
  /** The store, with the journal before it: what it says of storing is what holds. */
  readonly factLog: FactLog;
  /** The store alone: how far it is, and whether it takes facts. */
  readonly facts: FactLog;
  readonly journal: Journal;
  readonly reader: ReturnType<typeof openReader>;
  readonly teamFolder: TeamFolder;
  /** What became of a restore that was asked for before this start. */
  readonly putBack: Restored | null;
  /** Closes the database last, and lets go of the data folder. */
  close(): Promise<void>;
};

/**
 * Opens the data folder, for this engine alone, and the team folder.
 * @throws Error when a newer Watchbill wrote the data, or another engine runs on it; then nothing is left open
 */
export async function openStores(
  options: Pick<EngineOptions, 'dataFolder' | 'teamFolder' | 'workerUrl' | 'clock' | 'log'>,
): Promise<Stores> {
  const { dataFolder, clock, log } = options;
  const lock = await lockFolder(dataFolder);
  const putBack = beforeOpening(dataFolder, log);
  // Side by side: the team folder may lie on a network, and the store is another thread's (decisions/0008).
  const opening = openTeamFolder({ folder: options.teamFolder, dataFolder, log });
  const shut = async (error: unknown): Promise<never> => {
    (await opening).stop();
    lock.release();
    throw error;
  };
  const facts = await openFactLog(dataFolder, options.workerUrl).catch(shut);
  const journal = makeJournal(join(dataFolder, 'accepted'), () => clock.now());
  const progress = facts.progress();
  if (progress !== undefined)
    await journal.open(progress).catch((error: unknown) => facts.close().then(() => shut(error)));
  const factLog = withJournal(facts, journal);
  const reader = openReader(dataFolder, log);
  return {
    factLog,
    facts,
    journal,
    reader,
    teamFolder: await opening,
    putBack,
    async close() {
      // The writer closes last: only then can it fold the write-ahead log into the file.
      reader.close();
      await factLog.close();
      lock.release();
    },
  };
}
