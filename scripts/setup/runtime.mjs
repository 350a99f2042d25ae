import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentRuntime, isDevelopmentRuntimePossible } from './development-runtime.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, root, say } from './places.mjs';
import { runQuietly } from './run.mjs';

/**
 * @typedef {{
 *   folder: string,
 *   binary: string,
 *   version: string,
 *   kind: 'given' | 'official' | 'development',
 * }} Runtime
 */

const electronPackage = join(root, 'node_modules', 'electron');
const failedDownload = join(cacheFolder, 'electron-download-failed');
const retryDownloadAfterMs = 24 * 3600 * 1000;

/**
 * The Electron to run: the one ELECTRON_OVERRIDE_DIST_PATH names, or the official one of the electron package
 * (downloaded when it can be), or a development runtime.
 * @returns {Promise<Runtime>}
 */
export async function ensureRuntime() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return describe(given, 'given');

  if (!isOfficialInstalled() && shouldTryDownload()) await downloadOfficial();
  if (isOfficialInstalled()) return describe(join(electronPackage, 'dist'), 'official');

  if (!isDevelopmentRuntimePossible()) {
    throw new Error(
      'Electron could not be downloaded. Run `npx install-electron` to see why, ' +
        'or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
    );
  }
  const runtime = describe(await developmentRuntime(), 'development');
  say(
    `this is a development runtime, Electron ${runtime.version} from a third party's package: ` +
      'the official one could not be downloaded (retry: npx install-electron)',
  );
  return runtime;
}

/** @param {string} folder @param {Runtime['kind']} kind @returns {Runtime} */
function describe(folder, kind) {
  const path = join(folder, programName());
  if (!existsSync(path)) throw new Error(`no Electron at ${path}`);
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'unknown';
  return { folder, binary: path, version, kind };
}

function programName() {
  if (process.platform === 'win32') return 'electron.exe';
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return 'electron';
}

function isOfficialInstalled() {
  return (
    existsSync(join(electronPackage, 'dist', programName())) && existsSync(join(electronPackage, 'path.txt'))
  );
}

function shouldTryDownload() {
  try {
    return Date.now() - statSync(failedDownload).mtimeMs > retryDownloadAfterMs;
  } catch {
    return true;
  }
}

async function downloadOfficial() {
  await withLock(join(cacheFolder, 'electron-download.lock'), () => {
    if (isOfficialInstalled() || !shouldTryDownload()) return;
    say('downloading Electron');
    const done = runQuietly(process.execPath, [join(electronPackage, 'install.js')], {
      timeout: 15 * 60_000,
    });
    if (done.ok) return;
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(failedDownload, done.stderr);
  });
}
