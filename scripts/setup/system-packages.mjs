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
  'libnotify-bin', // notify-send
  'dbus',
];

/** What the tests use besides: a screen, a desktop around it, and the real systems we talk to. */
export const forTheTests = [
  ...forTheApp,
  'xvfb',
  'xauth',
  'dbus-x11',
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
  'openssl',
  'strace', // what is written and synced, for the power cuts
  'systemd', // busctl, which reads the tray
  'python3-icalendar', // another reader of the calendars we write
];

const servers = ['prometheus', 'prometheus-alertmanager'];

/**
 * On Debian and its kin, install what is missing (as root) or say what to run.
 * @param {string[]} wanted @returns {Promise<boolean>} whether all is there; true where we cannot know
 */
export async function ensureSystemPackages(wanted) {
  if (!has('dpkg-query') || !has('apt-get')) return true;
  const missing = missingOf(wanted);
  if (missing.length === 0) return true;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (!isRoot) {
    say(`missing system packages; please run: sudo apt-get ${install.join(' ')}`);
    return false;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  const ok = await withoutStartingServers(missing, async () => {
    if ((await apt(install)) === 0) return true;
    say('that failed; once more with fresh package lists');
    return (await apt(['update'])) === 0 && (await apt(install)) === 0;
  });
  if (!ok) say(`could not install them; please run: apt-get ${install.join(' ')}`);
  return ok;
}

/** `t64`: since Debian 13 and Ubuntu 24.04 some libraries carry that suffix. @param {string[]} wanted */
function missingOf(wanted) {
  const listed = runQuietly('dpkg-query', ['-W', '-f=${db:Status-Status} ${Package}\n']).stdout;
  const installed = new Set(listed.split('\n').filter((line) => line.startsWith('installed ')));
  return wanted.filter((name) => !['', 't64'].some((suffix) => installed.has(`installed ${name}${suffix}`)));
}

/** @param {string[]} args */
function apt(args) {
  return runInForeground('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=600', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    stdio: ['ignore', 2, 2],
  });
}

/**
 * The tests start the servers they need on ports of their own; Debian would start them at once, and at every boot.
 * @template T @param {string[]} fresh @param {() => Promise<T>} work @returns {Promise<T>}
 */
async function withoutStartingServers(fresh, work) {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    if (ours) rmSync(policy);
    const started = servers.filter((name) => fresh.includes(name));
    if (has('systemctl') && started.length > 0) runQuietly('systemctl', ['disable', ...started]);
  }
}
