import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../store/sync-folder';

const MARKER = 'erase.json';

/** What is ours in a folder: files and folders that go as they are, and folders in which only some of it is ours. */
type Ours = { readonly whole: readonly RegExp[]; readonly inside: Readonly<Record<string, Ours>> };

const only = (...whole: readonly RegExp[]): Ours => ({ whole, inside: {} });

/** Damaged files that were moved aside included. */
const OF_THE_ENGINE: Ours = {
  whole: [
    /^(watchbill|checked)\.db/,
    /^replaced-\d+\.db/,
    /^restore\.json/,
    /^(accepted|last-good-calendars)$/,
    /^(desktop|secrets|rota-told|calendar-subscriptions|sync|keep|channels|heartbeats|own-heartbeat|listening)\.json/,
    /^drills\.jsonl/,
    /^last-good-watchbill\.yaml/,
    /^team-log-outbox-.*\.jsonl/,
  ],
  inside: {
    backups: only(/^watchbill-.*\.db\.gz$/, /^copy-\d+-\d+\..*part/),
    exports: only(/^watchbill-.*\.jsonl(\.part)?$/),
    logs: only(/^(engine|shell)\.log(\.\d)?$/),
  },
};

/** Its own, and Chromium's. */
const APP_FILES: readonly RegExp[] = [
  /^(settings|secrets)\.json/,
  /^(blob_storage|Cache|Code Cache|Crashpad|Dawn(Graphite|WebGPU)?Cache|Dictionaries|GPUCache)$/,
  /^(IndexedDB|Local Storage|Network|Partitions|Service Worker|Session Storage|Shared Dictionary)$/,
  /^(shared_proto_db|SharedStorage.*|VideoDecodeStats|WebStorage|WebrtcVideoStats|component_crx_cache)$/,
  /^(Cookies|DIPS|Local State|Network Persistent State|Preferences|QuotaManager|TransportSecurity|Trust Tokens)/,
  /^declarative_performance_observer/,
];

const OF_THE_APP: Ours = {
  whole: APP_FILES,
  inside: {
    data: OF_THE_ENGINE,
    // Its team is made up, and made by us.
    demo: { whole: [...APP_FILES, /^team$/], inside: { data: OF_THE_ENGINE } },
  },
};

export type Place = 'engine' | 'app';
const OURS: Readonly<Record<Place, Ours>> = { engine: OF_THE_ENGINE, app: OF_THE_APP };

/** What came of it: names that are still there, ours that could not be deleted, and others', which are let be. */
export type Erased = { readonly failed: readonly string[]; readonly others: readonly string[] };

/**
 * Says that everything in a folder is to be deleted; from then on every start goes on with it until it is done.
 * @throws the system's error; then nothing will be deleted
 */
export function askForErase(folder: string): void {
  const file = openSync(join(folder, MARKER), 'w', 0o600);
  try {
    writeSync(file, '{"version":1}\n');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(folder);
}

/**
 * Deletes all that is ours in a folder, the marker last: a kill in the middle of it is gone on with at the next start.
 * By names, for a person may have given us a folder with other things in it. Links are deleted, not followed. Nobody
 * else may be using the folder.
 * @returns null where it was not asked for
 */
export function finishErase(folder: string, place: Place): Erased | null {
  if (!lstatSync(join(folder, MARKER), { throwIfNoEntry: false })?.isFile()) return null;
  const failed: string[] = [];
  const others = clear(folder, OURS[place], '', failed).filter((name) => name !== MARKER);
  syncFolder(folder);
  // What could not be deleted is tried again at the next start.
  if (failed.length === 0) rmSync(join(folder, MARKER), { force: true });
  return { failed, others };
}

/** @returns names of what is left and not ours */
function clear(folder: string, ours: Ours, under: string, failed: string[]): string[] {
  const others: string[] = [];
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    const inside = ours.inside[name];
    try {
      if (inside && lstatSync(path).isDirectory()) {
        others.push(...clear(path, inside, `${under}${name}/`, failed));
        if (namesIn(path).every(isLock)) rmSync(path, { recursive: true });
      } else if (ours.whole.some((form) => form.test(name)))
        rmSync(path, { recursive: true, force: true, maxRetries: 3 });
      else if (!isLock(name)) others.push(under + name);
    } catch {
      failed.push(under + name);
    }
  }
  return others;
}

/** Empty files by which programs keep each other out; they hold nothing. */
function isLock(name: string): boolean {
  return /^((engine|starting)\.lock|Singleton(Lock|Cookie|Socket)|lockfile)/.test(name);
}

/** Whether a folder is the desktop app's: then the engine's data are in `data` below it. */
export function isAppFolder(folder: string): boolean {
  return existsSync(join(folder, 'settings.json')) && isEngineFolder(join(folder, 'data'));
}

/** Whether an engine ever ran on a folder. */
export function isEngineFolder(folder: string): boolean {
  return ['desktop.json', 'watchbill.db', 'engine.lock'].some((name) => existsSync(join(folder, name)));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
