import type { StoredBackup } from './backup-folder';
import type { BackupWish } from './make-backup';
import type { Exported, ExportWish } from './write-export';

/** One piece of heavy work on what is stored; a thread does one and ends. */
export type KeepJob =
  | { readonly kind: 'backup'; readonly wish: BackupWish }
  | { readonly kind: 'export'; readonly wish: ExportWish }
  /** Whether a backup can be unpacked and is well. */
  | { readonly kind: 'check'; readonly path: string; readonly dataFolder: string };

export type KeepResult = { readonly backup: StoredBackup; readonly export: Exported; readonly check: true };

export type FromKeepWorker =
  | { readonly kind: 'progress'; readonly part: number }
  | { readonly kind: 'done'; readonly result: KeepResult[KeepJob['kind']] }
  | { readonly kind: 'failed'; readonly error: string };
