import { join } from 'node:path';
import type { Output } from '../../contract/bridge';
import { DAY, type Duration, HOUR, printDuration } from '../../core/time/duration';
import type { Instant } from '../../core/time/instant';
import type { Banners } from '../banners';
import type { Clock, Log } from '../ports';
import { DATABASE_FILE } from '../store/database';
import { listBackups } from './backup-folder';
import { printBytes } from './free-room';
import { Busy, type HeavyWork } from './heavy-work';
import { Cancelled } from './keep-thread';
import { dropReplaced, replacedDatabases } from './pending-restore';

const DAILY: Duration = DAY;
const RETRY: Duration = HOUR;
/** Older than this, the last backup is said loudly, and nothing is deleted. */
export const STALE: Duration = 2 * DAY;

/** Makes backups when they are due or asked for, and says loudly when there are none. */
export type BackupKeeper = {
  make(kind: 'daily' | 'asked'): Promise<Output<'keep.backUp'>>;
  /** When the next daily one is due. */
  nextAt(): Instant;
  /** When the newest was made; null without one. Those from a time to come do not count. */
  newestAt(): Instant | null;
  /** What a restore moved aside becomes a backup like the others. */
  keepReplaced(): Promise<void>;
  /** Why the last one failed; ''. */
  problem(): string;
  /** Shows the banner, or takes it away. */
  tell(): void;
};

export function makeBackupKeeper(parts: {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly steady: () => number;
  readonly log: Log;
  readonly banners: Banners;
  readonly work: HeavyWork;
  /** Resolves when all that was accepted is in the database. */
  readonly settle: () => Promise<void>;
}): BackupKeeper {
  const { dataFolder, clock, log, banners, work, steady } = parts;
  const file = join(dataFolder, DATABASE_FILE);
  const began = steady();
  let problem = '';
  let tried = false;
  let failedAt = Number.NEGATIVE_INFINITY;

  const made = (kind?: 'daily'): Instant | null =>
    listBackups(dataFolder).find(
      (backup) => backup.at <= clock.now() + HOUR && (kind === undefined || backup.kind === kind),
    )?.at ?? null;

  function tell(): void {
    const last = made();
    const stale = last !== null && clock.now() - last > STALE;
    // At the start an old one may well be about to be followed by a new one.
    const settled = tried || steady() - began > HOUR;
    if (problem === '' && !(stale && settled)) return banners.clear('backup');
    const age =
      last === null ? 'There is no backup yet.' : `The last one is ${printDuration(clock.now() - last)} old.`;
    const why = problem === '' ? '' : `The backup failed: ${problem}. `;
    banners.show({
      id: 'backup',
      tone: stale || last === null ? 'bad' : 'warn',
      text: `${why}${age} Alerts are stored and paged all the same.`,
      act: 'settings',
    });
  }

  return {
    nextAt() {
      const last = made('daily');
      return Math.max(last === null ? clock.now() : last + DAILY, failedAt + RETRY);
    },
    newestAt: () => made(),
    problem: () => problem,
    tell,
    async make(kind) {
      try {
        const { incidents, bytes, name } = await work.during('backup', async (run) => {
          await parts.settle();
          return run({ kind: 'backup', wish: { dataFolder, file, kind, now: clock.now() } });
        });
        problem = '';
        failedAt = Number.NEGATIVE_INFINITY;
        log.info('a backup was made', { name, bytes });
        return { ok: true, text: `Backed up ${incidents} incidents, ${printBytes(bytes)}.` };
      } catch (error) {
        const why = (error as Error).message;
        if (error instanceof Busy || error instanceof Cancelled)
          return { ok: false, text: `Not now: ${why}.` };
        problem = why;
        failedAt = clock.now();
        log.error('a backup failed', { problem });
        return { ok: false, text: `The backup failed: ${problem}. The older ones are whole.` };
      } finally {
        tried = true;
        tell();
      }
    },
    async keepReplaced() {
      for (const { file: replaced, at } of replacedDatabases(dataFolder)) {
        try {
          await work.during('backup', (run) =>
            run({ kind: 'backup', wish: { dataFolder, kind: 'before', now: at, file: replaced } }),
          );
          dropReplaced(replaced);
        } catch (error) {
          if (error instanceof Busy || error instanceof Cancelled) return;
          // It stays as it is, and is tried again.
          const why = (error as Error).message;
          log.warn('what a restore replaced could not be packed', { file: replaced, problem: why });
        }
      }
    },
  };
}
