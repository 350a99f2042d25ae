import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../../contract/bridge';
import type { KeepView, RestorePreview } from '../../contract/keep/keep-views';
import { DAY, type Duration, HOUR, MINUTE, printDuration, SECOND } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Banners } from '../banners';
import type { Clock, Log } from '../ports';
import { DATABASE_FILE } from '../store/database';
import type { Reader } from '../store/reader';
import type { Retired } from '../store/retire';
import { SCHEMA_VERSION } from '../store/schema';
import { backupFolder, findBackup, listBackups, type StoredBackup } from './backup-folder';
import { makeClockTrust, type Trust } from './clock-trust';
import { printBytes } from './free-room';
import type { KeepJob, KeepResult } from './keep-link';
import { openKeepSettings } from './keep-settings';
import { Cancelled, type RunningJob, runJob } from './keep-thread';
import { askForRestore, dropReplaced, replacedDatabases } from './pending-restore';
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
  first: MINUTE as Duration,
  every: (5 * MINUTE) as Duration,
  retry: HOUR as Duration,
  /** A slice of the retention may use a fifth of the writer's time. */
  rest: 4,
};
const DAILY: Duration = DAY;
const STALE: Duration = 2 * DAY;
/** How often the time that was believed last is written down. */
const REMEMBER_EVERY: Duration = HOUR;

export function openKeepDesk(parts: KeepParts): KeepDesk {
  const { dataFolder, clock, log, banners } = parts;
  const timing = { ...TIMING, ...parts.timing };
  const settings = openKeepSettings(dataFolder, clock.now(), log);
  const steady = parts.steady ?? (() => performance.now());
  const trust = makeClockTrust(clock.now, steady, settings.get().seenAt);
  const began = steady();
  const file = join(dataFolder, DATABASE_FILE);
  let work: KeepView['work'] = { what: '', part: 0 };
  let job: RunningJob<unknown> | null = null;
  let trusted: Trust = trust.look();
  let problem = '';
  let tried = false;
  let failedAt = Number.NEGATIVE_INFINITY;
  let remembered = Number.NEGATIVE_INFINITY;
  let exported = '';
  let stopped = false;
  let looking: Promise<void> | null = null;
  dropStaged(dataFolder);

  function view(): KeepView {
    const backups = listBackups(dataFolder);
    const reader = parts.reader();
    const { days, lastAt, lastDeleted } = settings.get();
    return {
      backups: backups.map(({ name, at, kind, bytes, incidents, schema }) => ({
        name,
        at,
        kind,
        bytes,
        incidents,
        usable: schema <= SCHEMA_VERSION,
      })),
      folder: backupFolder(dataFolder),
      bytes: backups.reduce((sum, { bytes }) => sum + bytes, 0),
      stored: { bytes: storedBytes(), ...(reader?.span() ?? { incidents: 0, oldestAt: null }) },
      work,
      problem,
      nextAt: nextDaily(backups),
      retention: { days, held: held(), ask: trusted.kind === 'doubted', lastAt, lastDeleted },
      exported,
    };
  }

  function storedBytes(): number {
    return ['', '-wal'].reduce((sum, suffix) => {
      const stat = statSync(file + suffix, { throwIfNoEntry: false });
      return sum + (stat?.size ?? 0);
    }, 0);
  }

  /** The last daily one that is not from a time to come; when the next is due. */
  function nextDaily(backups: readonly StoredBackup[]): Instant {
    const now = clock.now();
    const last = backups.find(({ kind, at }) => kind === 'daily' && at <= now + HOUR);
    const due = last ? last.at + DAILY : now;
    return Math.max(due, failedAt + timing.retry);
  }

  function newest(): Instant | null {
    return listBackups(dataFolder).find(({ at }) => at <= clock.now() + HOUR)?.at ?? null;
  }

  function held(): string {
    if (settings.get().days === null) return '';
    if (settings.damaged && settings.get().lastAt === null && settings.get().days === null) return '';
    if (trusted.kind === 'doubted')
      return `The clock of this desktop says ${day(clock.now())}, and Watchbill saw it last on ${day(trusted.seen)}: nothing is deleted until you say that it is right.`;
    if (trusted.kind === 'settling')
      return `This desktop slept, or its clock jumped by ${printDuration(Math.abs(trusted.by))}: nothing is deleted for an hour.`;
    const last = newest();
    if (last === null || clock.now() - last > STALE)
      return 'Nothing is deleted while there is no backup younger than two days.';
    return '';
  }

  function is(what: KeepView['work']['what'], part = 0): void {
    work = { what, part };
    parts.changed(view());
  }

  /** One piece of heavy work at a time. @throws what the job throws */
  async function run<J extends KeepJob>(
    what: KeepView['work']['what'],
    wanted: J,
  ): Promise<KeepResult[J['kind']]> {
    let told = 0;
    const mine = runJob(parts.workerUrl, wanted, (part) => {
      if (steady() - told < 200) return;
      told = steady();
      is(what, part);
    });
    job = mine;
    is(what);
    try {
      return await mine.done;
    } finally {
      job = null;
      is('');
    }
  }

  const busy = (): boolean => work.what !== '';
  const BUSY = 'Another piece of work on the stored data is going on: wait until it is done.';

  async function backUp(kind: 'daily' | 'asked'): Promise<Done> {
    if (busy()) return { ok: false, text: BUSY };
    work = { what: 'backup', part: 0 };
    try {
      await parts.settle();
      const made = await run('backup', {
        kind: 'backup',
        wish: { dataFolder, file, kind, now: clock.now() },
      });
      problem = '';
      failedAt = Number.NEGATIVE_INFINITY;
      log.info('a backup was made', { name: made.name, bytes: made.bytes });
      return { ok: true, text: `Backed up ${made.incidents} incidents, ${printBytes(made.bytes)}.` };
    } catch (error) {
      if (error instanceof Cancelled) return { ok: false, text: 'Cancelled.' };
      problem = (error as Error).message;
      failedAt = clock.now();
      log.error('a backup failed', { problem });
      return { ok: false, text: `The backup failed: ${problem}. The older ones are whole.` };
    } finally {
      tried = true;
      work = { what: '', part: 0 };
      tell();
      parts.changed(view());
    }
  }

  /** What a restore moved aside becomes a backup like the others. */
  async function keepReplaced(): Promise<void> {
    for (const replaced of replacedDatabases(dataFolder)) {
      if (busy() || stopped) return;
      try {
        await run('backup', {
          kind: 'backup',
          wish: { dataFolder, kind: 'before', now: replaced.at, file: replaced.file },
        });
        dropReplaced(replaced.file);
      } catch (error) {
        if (error instanceof Cancelled) return;
        // It stays as it is, and is tried again.
        log.warn('what a restore replaced could not be packed', {
          file: replaced.file,
          problem: (error as Error).message,
        });
      }
    }
  }

  function tell(): void {
    const last = newest();
    const stale = last !== null && clock.now() - last > STALE;
    // At the start an old one may well be about to be followed by a new one.
    const settled = tried || steady() - began > HOUR;
    if (problem === '' && !(stale && settled)) return banners.clear('backup');
    const age =
      last === null ? 'There is no backup yet.' : `The last one is ${printDuration(clock.now() - last)} old.`;
    const why = problem === '' ? '' : `The daily backup failed: ${problem}. `;
    banners.show({
      id: 'backup',
      tone: stale || last === null ? 'bad' : 'warn',
      text: `${why}${age} Alerts are stored and paged all the same.`,
      act: 'settings',
    });
  }

  async function tidy(): Promise<void> {
    const { days } = settings.get();
    if (days === null || busy() || held() !== '') return;
    const before = clock.now() - days * DAY;
    if ((parts.reader()?.resolvedBefore(before) ?? 0) === 0) return;
    is('tidy');
    let deleted = 0;
    try {
      for (;;) {
        const from = steady();
        const { incidents, more } = await parts.retire(before);
        deleted += incidents;
        trusted = trust.look();
        if (!more || stopped || held() !== '' || settings.get().days !== days) break;
        await pause(Math.max(5, (steady() - from) * timing.rest));
      }
    } catch (error) {
      log.warn('old incidents could not be deleted', { problem: (error as Error).message });
    } finally {
      work = { what: '', part: 0 };
    }
    log.info('old incidents were deleted', { incidents: deleted, before: new Date(before).toISOString() });
    await keep({ lastAt: clock.now(), lastDeleted: deleted });
    parts.retired();
    parts.changed(view());
  }

  async function keep(patch: Parameters<typeof settings.set>[0]): Promise<void> {
    await settings.set(patch).catch((error: unknown) => {
      log.warn('keep.json could not be written', { problem: (error as Error).message });
    });
  }

  async function lookOnce(): Promise<void> {
    const before = trusted.kind;
    trusted = trust.look();
    if (trusted.kind !== before) parts.changed(view());
    if (trusted.kind !== 'doubted' && clock.now() - remembered >= REMEMBER_EVERY) {
      remembered = clock.now();
      await keep({ seenAt: trust.seen() });
    }
    if (stopped) return;
    const stored = (parts.reader()?.span().incidents ?? 0) > 0;
    if (stored && !busy() && clock.now() >= nextDaily(listBackups(dataFolder))) await backUp('daily');
    if (!stopped) await keepReplaced();
    if (!stopped) await tidy();
    tell();
  }

  let timer: NodeJS.Timeout | null = null;
  function arm(delay: Duration): void {
    if (timer) clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void look(), delay);
    timer.unref();
  }

  function look(): Promise<void> {
    looking ??= lookOnce()
      .catch((error: unknown) =>
        log.error('looking after the stored data failed', { problem: String(error) }),
      )
      .finally(() => {
        looking = null;
        arm(timing.every);
      });
    return looking;
  }
  arm(timing.first);
  if (settings.damaged)
    banners.show({
      id: 'keep-settings',
      tone: 'warn',
      text: 'For how long incidents are kept could not be read: nothing old is deleted until you choose again.',
      act: 'settings',
    });

  return {
    view,
    backUp: () => backUp('asked'),
    previewRestore(name) {
      const backup = findBackup(dataFolder, name);
      const none = { ok: false, at: 0, incidents: 0, newer: 0, newerOpen: 0 };
      if (!backup) return { ...none, text: 'There is no such backup any more.' };
      const { at, incidents } = backup;
      if (backup.schema > SCHEMA_VERSION)
        return { ...none, at, incidents, text: 'A newer Watchbill made it: this one cannot read it.' };
      const { all, open } = parts.reader()?.since(at) ?? { all: 0, open: 0 };
      return { ok: true, text: '', at, incidents, newer: all, newerOpen: open };
    },
    async restore(name) {
      const backup = findBackup(dataFolder, name);
      if (!backup) return { ok: false, text: 'There is no such backup any more.' };
      if (backup.schema > SCHEMA_VERSION)
        return { ok: false, text: 'A newer Watchbill made this backup: this one cannot read it.' };
      if (!parts.again) return { ok: false, text: 'Nobody here can start the engine anew.' };
      if (busy()) return { ok: false, text: BUSY };
      try {
        await run('restore', { kind: 'check', path: backup.path, dataFolder });
        askForRestore(dataFolder, name, clock.now());
      } catch (error) {
        const why = (error as Error).message;
        return { ok: false, text: `This backup cannot be restored: ${why}. Nothing was changed.` };
      }
      // After the answer is on its way.
      setTimeout(parts.again, 100);
      return { ok: true, text: 'The pager starts anew on the backup.' };
    },
    wouldDelete: (days) =>
      days === null ? 0 : (parts.reader()?.resolvedBefore(clock.now() - days * DAY) ?? 0),
    async setRetention(days) {
      await settings.set({ days });
      banners.clear('keep-settings');
      log.info('retention was set', { days });
      arm(SECOND);
      return view();
    },
    clockIsRight() {
      trust.confirm();
      trusted = trust.look();
      remembered = Number.NEGATIVE_INFINITY;
      arm(SECOND);
      return view();
    },
    async stageExport() {
      const none = { ok: false, file: '', lines: 0, bytes: 0 };
      if (busy()) return { ...none, text: BUSY };
      work = { what: 'export', part: 0 };
      exported = '';
      const now = clock.now();
      try {
        await parts.settle();
        const to = stageFor(dataFolder, now);
        const { version, desktop, teamFolder, settingsFile } = parts;
        const header = { at: now, watchbill: version, desktop };
        const wish = {
          ...{ dataFolder, teamFolder, settingsFile, header, to },
          secrets: await parts.secrets(),
        };
        const { lines, bytes } = await run('export', { kind: 'export', wish });
        exported = `${lines} lines, ${printBytes(bytes)}`;
        return { ok: true, text: exported, file: to, lines, bytes };
      } catch (error) {
        exported =
          error instanceof Cancelled ? 'Cancelled.' : `The export failed: ${(error as Error).message}.`;
        return { ...none, text: exported };
      } finally {
        work = { what: '', part: 0 };
        parts.changed(view());
      }
    },
    cancelExport() {
      if (work.what === 'export') job?.cancel();
    },
    look,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      job?.cancel();
      await looking;
    },
  };
}

function day(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

function pause(ms: Duration): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
