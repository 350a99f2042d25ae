import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { isRoot, say } from './places.mjs';
import { has, runInForeground, runQuietly } from './run.mjs';

/** What Electron needs to open a window. */
export const forTheApp = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libnotify4',
  'dbus',
];

/** What the tests use besides: a screen, a desktop around it, and the real systems we talk to. */
export const forTheTests = [
  ...forTheApp,
  'xvfb',
  'xauth',
  'dbus-x11',
  'libnotify-bin',
  'dunst',
  'openbox',
  'xfce4-panel',
  'gnome-keyring',
  'pulseaudio',
  'pulseaudio-utils',
  'xdotool',
  'imagemagick',
  'prometheus',
  'prometheus-alertmanager',
  'procps',
  'iproute2',
];

const servers = ['prometheus', 'prometheus-alertmanager'];

/**
 * On Debian and its kin, install what is missing (as root) or say what to run.
 * @param {string[]} wanted @returns {Promise<boolean>} whether all is there; true where we cannot know
 */
export async function ensureSystemPackages(wanted) {
  if (!has('dpkg-query') || !has('apt-get')) return true;
  const missing = wanted.filter((name) => !isInstalled(name));
  if (missing.length === 0) return true;
  const command = ['install', '-y', '--no-install-recommends', ...missing];
  if (!isRoot) {
    say(`missing system packages; please run: sudo apt-get ${command.join(' ')}`);
    return false;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=600'];
  const canInstall = runQuietly('apt-get', [...options, '--simulate', ...command]).ok;
  if (!canInstall && (await apt([...options, 'update'])) !== 0) say('apt-get update failed: trying anyway');
  return withoutStartingServers(async () => {
    const ok = (await apt([...options, ...command])) === 0;
    if (!ok) say(`could not install them; please run: apt-get ${command.join(' ')}`);
    return ok;
  });
}

/** `t64`: since Debian 13 and Ubuntu 24.04 some libraries carry that suffix. @param {string} name */
function isInstalled(name) {
  return [name, `${name}t64`].some(
    (each) => runQuietly('dpkg-query', ['-W', '-f=${db:Status-Status}', each]).stdout === 'installed',
  );
}

/** @param {string[]} args */
function apt(args) {
  return runInForeground('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    stdio: ['ignore', 2, 2],
  });
}

/**
 * The tests start the servers they need on ports of their own; Debian would start them at once, and at every boot.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>}
 */
async function withoutStartingServers(work) {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  const before = servers.filter(isInstalled);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    if (ours) rmSync(policy);
    const fresh = servers.filter((name) => !before.includes(name) && isInstalled(name));
    if (has('systemctl') && fresh.length > 0) runQuietly('systemctl', ['disable', ...fresh]);
  }
}
