import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureRuntime } from '../../scripts/setup/runtime.mjs';
import { appRoot } from './desktop-app';

/** The app as it is installed, in a folder of its own that every user may read. */
export type PackagedApp = {
  readonly binary: string;
  /** Where `app.asar` lies. */
  readonly resources: string;
  remove(): void;
};

/**
 * Packs what is built (`out/`) as `npm run package -- --dir` does; some ten seconds. Linux.
 * @throws with what electron-builder said
 */
export async function packApp(): Promise<PackagedApp> {
  const { folder, version } = await ensureRuntime();
  const packed = mkdtempSync(join(tmpdir(), 'watchbill-packed-'));
  chmodSync(packed, 0o755);
  const done = spawnSync(
    process.execPath,
    [
      resolve(import.meta.dirname, '../../node_modules/electron-builder/cli.js'),
      '--dir',
      '--publish',
      'never',
      `--config.directories.output=${packed}`,
      `--config.electronDist=${folder}`,
      `--config.electronVersion=${version}`,
    ],
    { cwd: appRoot, encoding: 'utf8', timeout: 120_000 },
  );
  if (done.status !== 0) throw new Error(`not packed: ${done.stdout}${done.stderr}`);
  const unpacked = join(packed, 'linux-unpacked');
  return {
    binary: join(unpacked, 'watchbill'),
    resources: join(unpacked, 'resources'),
    remove: () => rmSync(packed, { recursive: true, force: true }),
  };
}

/** What the kernel says of one process. */
export type SeenProcess = {
  readonly pid: number;
  readonly command: string;
  /** `Seccomp` of its status: 2 is under a filter. */
  readonly seccomp: number;
};

/** Every process that comes from this one, itself included. Linux. */
export function processTree(root: number): SeenProcess[] {
  const parents = new Map<number, number>();
  const seen = new Map<number, SeenProcess>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
      parents.set(Number(name), field('PPid'));
      seen.set(Number(name), { pid: Number(name), command, seccomp: field('Seccomp') });
    } catch {
      // Ended meanwhile.
    }
  }
  const isOfTree = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return [...seen.values()].filter(({ pid }) => isOfTree(pid));
}
