import type { Batch } from './batch';

/** What passes between the engine's thread and the writer's: strictly one answer a message, in order. */
export type ToWriter =
  | { readonly kind: 'open' }
  | { readonly kind: 'write'; readonly batch: Batch }
  | { readonly kind: 'close' };

export type FromWriter =
  | { readonly kind: 'done'; readonly movedAside: string | null }
  | { readonly kind: 'failed'; readonly error: string; readonly newer: boolean }
  | { readonly kind: 'closed' };
