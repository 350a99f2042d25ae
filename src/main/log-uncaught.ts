import { app } from 'electron';
import type { Log } from '../engine/ports';

/** What nobody caught is written down, and which process of Chromium died; the pager goes on. */
export function logUncaught(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught', { problem: error });
  });
  process.on('unhandledRejection', (error) => {
    log.error('unhandled', { problem: error });
  });
  // Windows and the pager's process have somebody who starts them again; Chromium starts its own.
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('a process of Chromium ended', { type, reason, exitCode });
  });
}
