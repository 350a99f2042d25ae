import type { Rows } from './rows';

/** What passes between the engine's thread and the writer's: strictly one answer a message, in order. */
export type ToWriter =
  | { readonly kind: 'open' }
  | { readonly kind: 'write'; readonly rows: Rows }
  | { readonly kind: 'close' };

export type FromWriter =
  /** `progress`: of the accepted alerts, as it stood when the file was opened. */
  | { readonly kind: 'done'; readonly movedAside: string | null; readonly progress: string | null }
  | { readonly kind: 'failed'; readonly error: string; readonly newer: boolean }
  | { readonly kind: 'closed' };
