import type { Instant } from '../../core/time/instant';
import type { Banners } from '../banners';
import type { Log } from '../ports';
import { finishErase } from './erase';
import { finishRestore, type Restored } from './pending-restore';

/**
 * What must happen on a data folder before anything of it is opened: an erasing or a restore that was asked for, or
 * that a kill cut short. The caller holds the folder's lock.
 * @returns what became of a restore; null when none was asked for
 */
export function beforeOpening(dataFolder: string, log: Log): Restored | null {
  const erased = finishErase(dataFolder, 'engine');
  if (erased) log.warn('all data were deleted, as asked for', { failed: erased.failed });
  return finishRestore(dataFolder, log);
}

/** Says what became of a restore. */
export function tellRestored(
  restored: Restored | null,
  banners: Banners,
  clockOf: (at: Instant) => string,
): void {
  if (restored === null) return;
  banners.show(
    restored.ok
      ? {
          id: 'restored',
          tone: 'info',
          text: `The backup of ${clockOf(restored.at)} is in place. What it replaced becomes a backup of its own.`,
          act: 'settings',
        }
      : {
          id: 'restored',
          tone: 'bad',
          text: `The backup could not be restored: ${restored.why}. The data are as they were.`,
          act: 'settings',
        },
  );
}
