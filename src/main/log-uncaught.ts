import type { Log } from '../engine/ports';

/** What nobody caught is written down; the pager goes on. */
export function logUncaught(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught', { problem: error });
  });
  process.on('unhandledRejection', (error) => {
    log.error('unhandled', { problem: error });
  });
}
