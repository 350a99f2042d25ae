import type { Instant } from '../../core/time/instant';
import type { Retired } from './retire';
import type { Rows } from './rows';

/** What passes between the engine's thread and the writer's: strictly one answer a message, in order. */
export type ToWriter =
  | { readonly kind: 'open' }
  | { readonly kind: 'write'; readonly rows: Rows }
  /** Deletes a slice of what was resolved before an instant. */
  | { readonly kind: 'retire'; readonly before: Instant }
  | { readonly kind: 'close' };

export type FromWriter =
  /** `progress`: of the accepted alerts, as it stood when the file was opened. */
  | {
      readonly kind: 'done';
      readonly movedAside: string | null;
      /** Time of the backup that took the place of what was moved aside; null: it was begun anew. */
      readonly restoredFrom: Instant | null;
      /** The data folder was deleted or replaced since the start, and begun anew. */
      readonly replaced: boolean;
      readonly progress: string | null;
    }
  | { readonly kind: 'retired'; readonly retired: Retired }
  | { readonly kind: 'failed'; readonly error: string; readonly newer: boolean }
  | { readonly kind: 'closed' };
