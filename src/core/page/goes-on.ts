import type { PageReason } from './page';

const GOES_ON: ReadonlySet<PageReason> = new Set<PageReason>([
  'still-unanswered',
  'next-channel',
  'after-restart',
  'after-sleep',
]);

/** Whether a page goes on, repeated or by its next channel, and is not a new one, which begins with the first channel. */
export function goesOn(reason: PageReason): boolean {
  return GOES_ON.has(reason);
}
