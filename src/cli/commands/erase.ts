import { lstatSync, readlinkSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askForErase, type Erased, finishErase } from '../../engine/keep/erase';
import { type DataFolder, findDataFolder, lockIfFree } from '../data-folder';
import { DONE, FAILED, type Io, USAGE } from '../io';

export const ERASE_USAGE = `watchbill erase --data <dir> --yes

Deletes all that Watchbill keeps in a data folder: incidents, backups, exports, logs, settings, passwords and tokens.
The team folder, which others share, is left as it is. There is no way back.
  --data   the data folder of an engine, or the folder of the desktop app; neither may be running
  --yes    without it nothing is done`;

/** @returns the exit code */
export async function erase(argv: readonly string[], io: Io): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    io.err(`watchbill erase: ${options}`);
    io.err(ERASE_USAGE);
    return USAGE;
  }
  const found = findDataFolder(options.data);
  if (typeof found === 'string') {
    io.err(`watchbill erase: ${found}`);
    return FAILED;
  }
  const lock = isAppRunning(found) ? null : await lockIfFree(found.data);
  if (!lock) {
    io.err(`watchbill erase: Watchbill is running on ${found.data}: quit it first`);
    return FAILED;
  }
  try {
    askForErase(found.app ?? found.data);
  } finally {
    // Its file goes as well.
    lock.release();
  }
  if (found.app !== null && process.platform === 'linux') rmSync(autostartEntry(), { force: true });
  const erased = found.app === null ? finishErase(found.data, 'engine') : finishErase(found.app, 'app');
  return tell(erased, found, io);
}

function tell(erased: Erased | null, { app, data }: DataFolder, io: Io): number {
  const folder = app ?? data;
  for (const name of erased?.others ?? []) io.out(`left, not of Watchbill: ${join(folder, name)}`);
  io.out('the team folder is left as it is');
  if (!erased || erased.failed.length === 0) {
    io.out(`all that Watchbill kept in ${folder} is deleted`);
    return DONE;
  }
  for (const name of erased.failed) io.err(`watchbill erase: ${join(folder, name)} could not be deleted`);
  io.err('watchbill erase: the next start, or the next call, goes on with it');
  return FAILED;
}

/** The desktop app without a team runs no engine, and so holds no lock; Chromium's says who it is. */
function isAppRunning({ app }: DataFolder): boolean {
  if (app === null) return false;
  try {
    const link = join(app, 'SingletonLock');
    if (!lstatSync(link).isSymbolicLink()) return false;
    process.kill(Number(readlinkSync(link).split('-').at(-1)), 0);
    return true;
  } catch {
    return false;
  }
}

function autostartEntry(): string {
  const config = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  return join(config, 'autostart', 'watchbill.desktop');
}

function readOptions(argv: readonly string[]): { data: string } | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { data: { type: 'string' }, yes: { type: 'boolean', default: false } },
    });
    if (!values.data) return '--data <dir> is needed';
    return values.yes ? { data: values.data } : 'everything would be deleted: say so with --yes';
  } catch (error) {
    return (error as Error).message;
  }
}
