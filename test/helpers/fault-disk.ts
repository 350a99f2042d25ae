import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' });

/** Mounts need root; CI is root. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** A small disk of its own at a folder. */
export type FaultDisk = {
  /** Takes all the space there is. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  remove(): void;
};

/** @param kilobytes how much it holds */
export function faultDisk(folder: string, kilobytes: number): FaultDisk {
  mkdirSync(folder, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', folder);
  const ballast = join(folder, 'ballast');
  return {
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      // Somebody else may take some of it meanwhile: then there is no room all the same.
      for (let left = bavail; left > 0; left = Math.floor(left / 2)) {
        try {
          writeFileSync(ballast, Buffer.alloc(left * bsize), { flag: 'a' });
        } catch {
          // Smaller, then.
        }
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => run('sh', '-c', `umount -l '${folder}'; true`),
  };
}

/** A disk of a file system that stops taking writes when it finds itself damaged, as ext4 does on most machines. */
export type BreakingDisk = {
  /** It finds itself damaged: every write fails from now on, of files that are open as well. */
  breaks(): void;
  /** Another disk with the same on it stands in its place. */
  replace(): void;
  remove(): void;
};

/** @returns null where no disk can be made of a file (a container without loop devices) */
export function breakingDisk(folder: string): BreakingDisk | null {
  mkdirSync(folder, { recursive: true });
  const image = `${folder}.img`;
  const mount = (from: string): void => run('mount', '-o', 'loop,errors=remount-ro', from, folder);
  try {
    writeFileSync(image, '');
    truncateSync(image, 32 * 2 ** 20);
    run('mkfs.ext4', '-q', '-F', image);
    mount(image);
  } catch {
    return null;
  }
  const device = (): string =>
    execFileSync('findmnt', ['-no', 'SOURCE', folder], { encoding: 'utf8' }).trim().replace('/dev/', '');
  return {
    breaks: () => writeFileSync(`/sys/fs/ext4/${device()}/trigger_fs_error`, 'by a test'),
    replace() {
      run('cp', image, `${image}.2`);
      run('umount', '-l', folder);
      // As after a restart of the machine: what is damaged is looked for, and there is nothing.
      run('sh', '-c', `e2fsck -fy '${image}.2' || [ $? -lt 4 ]`);
      mount(`${image}.2`);
    },
    remove() {
      run('sh', '-c', `umount -l '${folder}'; true`);
      for (const each of [image, `${image}.2`]) rmSync(each, { force: true });
    },
  };
}
