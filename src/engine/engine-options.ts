import type { Notifier } from './notify/notifier';
import type { Clock, Log, Secrets } from './ports';

/** What a composition root (CLI, engine process of the desktop app, a test) gives the engine. */
export type EngineOptions = {
  readonly teamFolder: string;
  readonly dataFolder: string;
  /** `people[].id` of whoever sits at this desktop. */
  readonly me: string;
  /** Port of the loopback listener; 0 for any. */
  readonly port: number;
  readonly notifiers: readonly Notifier[];
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Built writer-worker.js; null writes in the engine's own thread (tests of pure parts). */
  readonly workerUrl: URL | null;
  readonly version: string;
  /** Settings of the desktop app, for an export of everything; none without one. */
  readonly settingsFile?: string;
  /** Stops this engine and starts another on the same folder: a backup was put in place. */
  readonly again?: () => void;
};
