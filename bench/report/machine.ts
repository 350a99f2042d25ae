import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

/** One paragraph: what it ran on, and what ran. */
export function machineText(electron: string, folder: string): string {
  const load = loadavg()[0] ?? 0;
  return [
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `commit ${said('git', 'rev-parse', '--short', 'HEAD') || 'unknown'}`,
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores shared by everything below`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${distribution()}, Linux ${release()}`,
    `data on ${said('findmnt', '-no', 'FSTYPE', '-T', folder) || 'an unknown file system'}`,
    `Node ${process.versions.node}`,
    `Electron ${electronVersion(electron)}`,
    `Alertmanager ${alertmanagerVersion()}`,
    `load average at the start ${load.toFixed(2)}${load > 0.7 ? ' (**the machine was not idle**)' : ''}`,
  ].join(' · ');
}

/** False where fdatasync means nothing. */
export function isOnDisk(folder: string): boolean {
  return said('findmnt', '-no', 'FSTYPE', '-T', folder) !== 'tmpfs';
}

function distribution(): string {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
  } catch {
    return 'Linux';
  }
}

function electronVersion(binary: string): string {
  try {
    return readFileSync(join(dirname(binary), 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
  } catch {
    return 'unknown';
  }
}

function alertmanagerVersion(): string {
  return /version (\S+)/.exec(said('prometheus-alertmanager', '--version'))?.[1] ?? 'not installed';
}

function said(command: string, ...args: string[]): string {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  return done.status === 0 ? `${done.stdout}${done.stderr}`.trim() : '';
}
