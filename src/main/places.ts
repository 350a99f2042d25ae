import { join } from 'node:path';
import { app } from 'electron';
import type { Arguments } from './arguments';

/** Folders of this run. */
export type Places = {
  /** Settings, secrets and Chromium's own files; the lock of the single instance hangs on it. */
  readonly userData: string;
  /** The engine's: database, backups, logs. */
  readonly dataFolder: string;
  /** Team folder of the demo. */
  readonly demoTeam: string;
};

/** The demo has a folder, and so settings, secrets and a lock, of its own: it can be shown beside the real pager. */
export function placesFor(wanted: Arguments): Places {
  const base = wanted.data ?? app.getPath('userData');
  const userData = wanted.demo ? join(base, 'demo') : base;
  return { userData, dataFolder: join(userData, 'data'), demoTeam: join(userData, 'team') };
}

/** A file of the app itself, packaged or not. */
export function ofTheApp(...path: string[]): string {
  return join(app.getAppPath(), ...path);
}

/** The same file where other programs can read it: a packaged app keeps it beside its archive (electron-builder.yml). */
export function outsideOfArchive(path: string): string {
  return path.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2');
}
