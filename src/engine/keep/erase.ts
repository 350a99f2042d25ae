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
import { syncFolder } from './sync-folder';

const MARKER = 'erase.json';

/** What the engine keeps in its data folder, damaged files that were moved aside included. Nothing else is touched. */
const OF_THE_ENGINE = [
  /^(watchbill|checked)\.db/,
  /^replaced-\d+\.db/,
  /^restore\.json/,
  /^(accepted|backups|exports|logs|last-good-calendars)$/,
  /^(desktop|secrets|rota-told|calendar-subscriptions|sync|keep)\.json/,
  /^last-good-watchbill\.yaml/,
  /^team-log-outbox-.*\.jsonl/,
];

/** What the desktop app keeps beside it: its own, and Chromium's. */
const OF_THE_APP = [
  /^(data|demo)$/,
  /^(settings|secrets)\.json/,
  /^team$/,
  /^(blob_storage|Cache|Code Cache|Crashpad|DawnCache|DawnGraphiteCache|DawnWebGPUCache|Dictionaries|GPUCache)$/,
  /^(IndexedDB|Local Storage|Network|Partitions|Service Worker|Session Storage|Shared Dictionary|SharedStorage.*)$/,
  /^(shared_proto_db|VideoDecodeStats|WebStorage|WebrtcVideoStats|databases|File System|component_crx_cache)$/,
  /^(Cookies|DIPS|Local State|Network Persistent State|Preferences|QuotaManager|TransportSecurity|Trust Tokens)/,
  /^declarative_performance_observer.*$/,
];

export type Place = 'engine' | 'app';
const NAMES: Readonly<Record<Place, readonly RegExp[]>> = { engine: OF_THE_ENGINE, app: OF_THE_APP };

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

export function isEraseAsked(folder: string): boolean {
  return lstatSync(join(folder, MARKER), { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Deletes all that is ours in a folder, the marker last: a kill in the middle of it is gone on with at the next start.
 * Links are deleted, not followed. Nobody else may be using the folder.
 * @returns null where it was not asked for
 */
export function finishErase(folder: string, place: Place): Erased | null {
  if (!isEraseAsked(folder)) return null;
  const failed: string[] = [];
  for (const name of namesIn(folder)) {
    if (!NAMES[place].some((form) => form.test(name))) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      failed.push(name);
    }
  }
  syncFolder(folder);
  // What could not be deleted is tried again at the next start.
  if (failed.length === 0) rmSync(join(folder, MARKER), { force: true });
  const others = namesIn(folder).filter(
    (name) => name !== MARKER && !failed.includes(name) && !isOfNobody(name),
  );
  return { failed, others };
}

/** Empty files by which programs keep each other out; they hold nothing. */
function isOfNobody(name: string): boolean {
  return /^(engine\.lock|Singleton(Lock|Cookie|Socket)|lockfile)/.test(name);
}

/** Whether a folder is the desktop app's: then the engine's data are in `data` below it. */
export function isAppFolder(folder: string): boolean {
  return existsSync(join(folder, 'settings.json')) && existsSync(join(folder, 'data'));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
