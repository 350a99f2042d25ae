import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheFolder, root, say } from './places.mjs';
import { runInForeground } from './run.mjs';

const stamp = join(root, 'node_modules', '.watchbill-lockfile');

/** Install the packages when they are missing or the lock file has changed since. */
export async function ensureNodeModules() {
  if (isFresh()) return;
  await withLock(join(cacheFolder, `npm-${hash(root).slice(0, 12)}.lock`), async () => {
    if (isFresh()) return;
    say('installing packages (npm ci)');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const code = await runInForeground(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell: process.platform === 'win32',
      stdio: ['ignore', 2, 2],
    });
    if (code !== 0) throw new Error(`npm ci failed (exit code ${code}): see above`);
    writeFileSync(stamp, lockfileHash());
  });
}

function isFresh() {
  return (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileHash()) || isInstalledByHand();
}

/** `npm install` writes no stamp of ours; its own copy of the lock file tells whether it is up to date. */
function isInstalledByHand() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(
    ([path, wanted]) => path === '' || wanted.optional || have[path]?.version === wanted.version,
  );
}

function lockfileHash() {
  return hash(readFileSync(join(root, 'package-lock.json')));
}

/** @param {string | Buffer} data */
function hash(data) {
  return createHash('sha256').update(data).digest('hex');
}
