import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../../contract/bridge';
import type { KeepView, RestorePreview } from '../../contract/keep/keep-views';
import { type Duration, MINUTE, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Banners } from '../banners';
import type { Clock, Log } from '../ports';
import { DATABASE_FILE } from '../store/database';
import type { Reader } from '../store/reader';
import type { Retired } from '../store/retire';
import { SCHEMA_VERSION } from '../store/schema';
import { backupFolder, findBackup, listBackups } from './backup-folder';
import { makeBackupKeeper } from './backup-keeper';
import { printBytes } from './free-room';
import { Busy, makeHeavyWork } from './heavy-work';
import { openKeepSettings } from './keep-settings';
import { Cancelled } from './keep-thread';
import { askForRestore } from './pending-restore';
import { makeRetention } from './retention';
import { dropStaged, stageFor } from './staged-exports';

type Done = Output<'keep.backUp'>;

/** Backups, retention, exports and restores of what is stored on this desktop. */
export type KeepDesk = {
  view(): KeepView;
  /** Makes a backup now. Never rejects. */
  backUp(): Promise<Done>;
  previewRestore(name: string): RestorePreview;
  /** Makes sure that the backup is well, leaves word for the next start, and has the engine started anew. */
  restore(name: string): Promise<Done>;
  /** Resolved incidents that a rule would delete today. */
  wouldDelete(days: number | null): number;
  setRetention(days: number | null): Promise<KeepView>;
  clockIsRight(): KeepView;
  stageExport(): Promise<Output<'keep.stageExport'>>;
  cancelExport(): void;
  /** Looks whether something is due, as after a sleep. Resolves when that is done; never rejects. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

export type KeepParts = {
  readonly dataFolder: string;
  readonly teamFolder: string;
  /** Settings of the desktop app, for the export; null without one. */
  readonly settingsFile: string | null;
  readonly desktop: string;
  readonly version: string;
  /** Built keep-worker.js; null works in the engine's thread (tests of pure parts). */
  readonly workerUrl: URL | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly banners: Banners;
  readonly reader: () => Reader | null;
  /** Resolves when all that was accepted is in the database. */
  readonly settle: () => Promise<void>;
  readonly retire: (before: Instant) => Promise<Retired>;
  /** Every secret that is known, for the export to leave out. */
  readonly secrets: () => Promise<readonly string[]>;
  readonly changed: (view: KeepView) => void;
  /** Incidents went away: lists are to be asked for again. */
  readonly retired: () => void;
  /** Starts the engine anew; null where nobody can. */
  readonly again: (() => void) | null;
  /** Milliseconds; for tests. */
  readonly timing?: Partial<typeof TIMING>;
  /** A clock that nobody sets, milliseconds. */
  readonly steady?: () => number;
};

const TIMING = {
  /** Arming and the first pages come before any of this. */
  first: MINUTE,
  every: 5 * MINUTE,
};
/** The answer to whoever asked for a restore is on its way before the engine stops. */
const ANSWER_FIRST: Duration = 100;

export function openKeepDesk(parts: KeepParts): KeepDesk {
  const { dataFolder, clock, log, banners, reader } = parts;
  const timing = { ...TIMING, ...parts.timing };
  const steady = parts.steady ?? (() => performance.now());
  const changed = (): void => parts.changed(view());
  const settings = openKeepSettings(dataFolder, clock.now(), log);
  const work = makeHeavyWork(parts.workerUrl, steady, changed);
  const settle = (): Promise<void> => parts.settle();
  const backups = makeBackupKeeper({ dataFolder, clock, steady, log, banners, work, settle });
  const retention = makeRetention({
    clock,
    steady,
    log,
    settings,
    work,
    reader,
    retire: parts.retire,
    backupAt: () => backups.newestAt(),
    retired: parts.retired,
    changed,
  });
  let exported = '';
  let stopped = false;
  let looking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  dropStaged(dataFolder);
  arm(timing.first);
  if (settings.damaged)
    banners.show({
      id: 'keep-settings',
      tone: 'warn',
      text: 'For how long incidents are kept could not be read: nothing old is deleted until you choose again.',
      act: 'settings',
    });

  function view(): KeepView {
    const list = listBackups(dataFolder);
    return {
      backups: list.map(({ schema, ...backup }) => ({ ...backup, usable: schema <= SCHEMA_VERSION })),
      folder: backupFolder(dataFolder),
      bytes: list.reduce((sum, { bytes }) => sum + bytes, 0),
      stored: {
        bytes: storedBytes(dataFolder),
        ...(reader()?.span() ?? { incidents: 0, oldestAt: null }),
      },
      work: work.state(),
      problem: backups.problem(),
      nextAt: backups.nextAt(),
      retention: retention.view(),
      exported,
    };
  }

  function arm(delay: Duration): void {
    if (timer) clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void look(), delay);
    timer.unref();
  }

  function look(): Promise<void> {
    looking ??= lookOnce()
      .catch((error: unknown) =>
        log.error('the stored data could not be looked after', { error: String(error) }),
      )
      .finally(() => {
        looking = null;
        arm(timing.every);
      });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    await retention.lookAtClock();
    const anything = (reader()?.span().incidents ?? 0) > 0;
    const steps = [
      async () => {
        if (anything && !work.isBusy() && clock.now() >= backups.nextAt()) await backups.make('daily');
      },
      () => backups.keepReplaced(),
      () => retention.tidy(),
    ];
    for (const step of steps) if (!stopped) await step();
    backups.tell();
  }

  /** @returns why this backup cannot be restored by anybody; '' */
  function unusable(name: string): string {
    const backup = findBackup(dataFolder, name);
    if (!backup) return 'There is no such backup any more.';
    return backup.schema > SCHEMA_VERSION ? 'A newer Watchbill made it: this one cannot read it.' : '';
  }

  return {
    view,
    look,
    backUp: () => backups.make('asked'),
    previewRestore(name) {
      const { at = 0, incidents = 0 } = findBackup(dataFolder, name) ?? {};
      const text = unusable(name);
      const { all, open } = reader()?.since(at) ?? { all: 0, open: 0 };
      return { ok: text === '', text, at, incidents, newer: all, newerOpen: open };
    },
    async restore(name) {
      const { again } = parts;
      const no = unusable(name) || (again ? '' : 'Nobody here can start the engine anew.');
      if (no) return { ok: false, text: no };
      const path = join(backupFolder(dataFolder), name);
      try {
        await work.during('restore', (run) => run({ kind: 'check', path, dataFolder }));
        askForRestore(dataFolder, name, clock.now());
      } catch (error) {
        const why = (error as Error).message;
        return { ok: false, text: `This backup cannot be restored: ${why}. Nothing was changed.` };
      }
      setTimeout(() => again?.(), ANSWER_FIRST);
      return { ok: true, text: 'The pager starts anew on the backup.' };
    },
    wouldDelete: (days) => retention.wouldDelete(days),
    async setRetention(days) {
      await settings.set({ days });
      banners.clear('keep-settings');
      log.info('retention was set', { days });
      arm(SECOND);
      return view();
    },
    clockIsRight() {
      retention.confirmClock();
      arm(SECOND);
      return view();
    },
    async stageExport() {
      const { version, desktop, teamFolder, settingsFile } = parts;
      const now = clock.now();
      try {
        const done = await work.during('export', async (run) => {
          await settle();
          const to = stageFor(dataFolder, now);
          const header = { at: now, watchbill: version, desktop };
          const secrets = await parts.secrets();
          const wish = { dataFolder, teamFolder, settingsFile, header, to, secrets };
          return { file: to, ...(await run({ kind: 'export', wish })) };
        });
        exported = `${done.lines} lines, ${printBytes(done.bytes)}`;
        return { ok: true, text: exported, ...done };
      } catch (error) {
        const why = (error as Error).message;
        const text = error instanceof Cancelled ? 'Cancelled.' : `The export failed: ${why}.`;
        if (!(error instanceof Busy)) exported = text;
        return { ok: false, text, file: '', lines: 0, bytes: 0 };
      }
    },
    cancelExport: () => work.cancel('export'),
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      retention.stop();
      work.cancel(null);
      await looking;
    },
  };
}

function storedBytes(dataFolder: string): number {
  return ['', '-wal'].reduce((sum, suffix) => {
    const stat = statSync(join(dataFolder, DATABASE_FILE + suffix), { throwIfNoEntry: false });
    return sum + (stat?.size ?? 0);
  }, 0);
}
