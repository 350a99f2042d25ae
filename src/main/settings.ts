import { join } from 'node:path';
import { ipcMain } from 'electron';
import type Store from 'electron-store';
import type { Log } from '../engine/ports';
import { clearTheWay, healSettings, keepGoodCopy, printStored } from './settings-file';
import { readStored, type SectionName, type Settings, type Stored } from './stored-settings';

/** Wait after the last change before it is written: a slider sends dozens a second, and each write waits for the disk. */
const SETTLE_MS = 300;

export type SettingsStore = {
  get<S extends SectionName>(section: S): Stored[S];
  /** In force at once, on disk a moment later (or with `flush`). Values must have been checked. */
  set<S extends SectionName>(section: S, patch: Partial<Stored[S]>): Stored[S];
  /** Called with the settings after each change of them. */
  onChange(listener: (settings: Settings, before: Settings) => void): void;
  /** Writes what is not written yet. Never rejects. */
  flush(): Promise<void>;
  /** What was wrong with the file at the start; null when nothing was. */
  readonly problem: string | null;
};

/** The settings of this desktop, in `settings.json` of a folder. */
export function openSettings(folder: string, log: Log, now: () => number): SettingsStore {
  const path = join(folder, 'settings.json');
  const healed = healSettings(path, now());
  if (healed.problem) log.warn('settings were damaged', { problem: healed.problem });
  let current = healed.stored;
  keepGoodCopy(path, current);

  const listeners: Array<(settings: Settings, before: Settings) => void> = [];
  let timer: NodeJS.Timeout | null = null;
  let file: Promise<Store<Record<string, unknown>> | null> | null = null;

  let writing = Promise.resolve();

  const write = async () => {
    try {
      // Before it is opened, too: what is no file could hold us up for ever.
      clearTheWay(path, now());
      file ??= openFile(folder, log);
      const opened = await file;
      if (opened) opened.store = current;
      keepGoodCopy(path, current);
    } catch (error) {
      log.error('settings could not be written', { problem: String(error) });
    }
  };

  const flush = (): Promise<void> => {
    if (timer) {
      clearTimeout(timer);
      timer = null;
      writing = writing.then(write);
    }
    return writing;
  };

  return {
    problem: healed.problem,
    get: (section) => current[section],
    set: (section, patch) => {
      const before = current;
      current = { ...current, [section]: { ...current[section], ...patch } };
      timer ??= setTimeout(() => void flush(), SETTLE_MS);
      if (section === 'settings') {
        for (const listener of listeners) listener(current.settings, before.settings);
      }
      return current[section];
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    flush,
  };
}

/** Loaded with the first change: its schema checker alone costs a start 70 ms of processor time (decisions/0008). */
async function openFile(folder: string, log: Log): Promise<Store<Record<string, unknown>> | null> {
  try {
    const { default: ElectronStore } = await import('electron-store');
    const store = new ElectronStore<Record<string, unknown>>({
      cwd: folder,
      name: 'settings',
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: true,
      configFileMode: 0o600,
      serialize: printStored,
      deserialize: (text) => {
        const reading = readStored(text);
        return reading ? { ...reading.others, ...reading.values } : {};
      },
    });
    // It offers screens a channel of its own; ours is the only one.
    ipcMain.removeAllListeners('electron-store-get-data');
    return store;
  } catch (error) {
    log.error('settings cannot be kept', { problem: String(error) });
    return null;
  }
}
