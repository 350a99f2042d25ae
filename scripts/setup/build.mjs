import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { root, say } from './places.mjs';

const stamp = join(root, 'out', '.built-from');
const lock = join(root, 'node_modules', '.watchbill-build.lock');
const results = ['main/index.js', 'preload/index.cjs', 'renderer/index.html', 'cli/watchbill.js'];

/** Build whatever the state of out/. */
export async function build() {
  await withLock(lock, buildAll);
}

/** Build when a source, a package or the configuration is another than at the last build. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await withLock(lock, async () => {
    if (isBuilt()) return;
    say('building');
    await buildAll();
  });
}

async function buildAll() {
  const from = fingerprint();
  const bin = (path) => join(root, 'node_modules', path);
  await Promise.all([
    run([bin('electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn']),
    run([bin('vite/bin/vite.js'), 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn']),
  ]);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, from);
}

/** @param {string[]} command @returns {Promise<void>} */
function run([script, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the build failed: see above`))));
  });
}

function isBuilt() {
  if (!results.every((path) => existsSync(join(root, 'out', path)))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Names, sizes and times of everything the build reads. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const file of ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'vite.cli.config.ts']) {
    add(join(root, file));
  }
  const sources = join(root, 'src');
  for (const path of readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()) {
    add(path);
  }
  return hash.digest('hex');
}
